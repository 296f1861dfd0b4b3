package io.lastseen.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What processes have taken of this machine so far, read from Linux. */
public final class Machine {
    /** A clock tick of proc(5): 100 a second on all of Linux's usual machines. */
    private static final int TICK_MS = 10;

    private Machine() {
    }

    public static long ownCpuMs() {
        return cpuMs(ProcessHandle.current().pid(), 2);
    }

    /** A PostgreSQL server, found by the process id of any of its sessions. */
    public static ProcessHandle serverOf(long session) {
        return ProcessHandle.of(session).flatMap(ProcessHandle::parent).orElseThrow();
    }

    /** CPU of a PostgreSQL server with all its sessions, those that have ended included. */
    public static long serverCpuMs(ProcessHandle server) {
        return cpuMs(server.pid(), 4) + server.children().mapToLong(session -> cpuMs(session.pid(), 2)).sum();
    }

    /** @param fields of proc(5)'s utime, stime, cutime and cstime, the first so many; 0 for a process that is gone */
    private static long cpuMs(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] numbers = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(numbers).skip(11).limit(fields).mapToLong(Long::parseLong).sum() * TICK_MS;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Resident memory of this process, now and at most so far, in MiB. */
    public static long residentMiB() {
        return status("VmRSS:");
    }

    public static long mostResidentMiB() {
        return status("VmHWM:");
    }

    private static long status(String field) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
