package io.lastseen.lake;

import java.time.LocalDate;

/** @param day of UTC, on which its sessions began */
record LakeDay(String site, LocalDate day) {}
