package io.lastseen.recording.archive;

import io.lastseen.recording.store.ObjectName;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Names of archives. By site, day and session, so that all objects of one can be listed; random at the end, so that two
 * replicas that archive the same session at once never write the same name.
 */
@ApplicationScoped
public class ArchiveNames {
    public static final String PREFIX = "archives/";
    private final RandomGenerator random;

    ArchiveNames() {
        this(new SecureRandom());
    }

    public ArchiveNames(RandomGenerator random) {
        this.random = random;
    }

    ObjectName next(String site, String session, Instant startedAt, int generation) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return new ObjectName(ofSession(site, session, startedAt) + generation + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What the names of all of a session's archives begin with. The day is that of its start, UTC. */
    public static String ofSession(String site, String session, Instant startedAt) {
        return PREFIX + site + "/" + LocalDate.ofInstant(startedAt, ZoneOffset.UTC) + "/" + session + "/";
    }
}
