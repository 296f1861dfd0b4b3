package io.lastseen.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How PostgreSQL's programs are run, which refuse to run as root: as they are for an ordinary user; for root in a user
 * namespace of their own, where root is nobody; where namespaces are off, as another user id.
 */
record Privileges(List<String> prefix, int owner) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U", "--");
    private static final Duration PROBE = Duration.ofSeconds(10);

    /** What fits this process and the cluster in {@code data}, whose owner is kept where it exists. */
    static Privileges forCluster(Path data) {
        try {
            int self = ownerOf(Path.of("/proc/self"));
            if (self != ROOT) {
                return new Privileges(nameless() && namespaces() ? NAMESPACE : List.of(), self);
            }
            int owner = Files.exists(data) ? ownerOf(data) : ROOT;
            if (owner == ROOT && namespaces()) {
                return new Privileges(NAMESPACE, ROOT);
            }
            return asUser(owner == ROOT ? NOBODY : owner);
        } catch (IOException e) {
            throw new EmbeddedFailure("The data folder cannot be read: make " + data + " readable.", e);
        }
    }

    /** A user id without an account, as containers have: initdb wants a name, which nobody has in a namespace. */
    private static boolean nameless() {
        return "?".equals(System.getProperty("user.name"));
    }

    private static boolean namespaces() {
        return Command.run(PROBE, List.of("unshare", "-U", "true")).ok();
    }

    /**
     * The read-search capability lets that user pass folders which only root may enter, such as root's home; without the
     * secure bit access(2), by which PostgreSQL finds its own programs, would ignore it.
     */
    private static Privileges asUser(int user) {
        List<String> plain = List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
        List<String> passing = new ArrayList<>(plain);
        passing.add("--securebits=+no_setuid_fixup");
        passing.add("--inh-caps=-all,+dac_read_search");
        passing.add("--ambient-caps=-all,+dac_read_search");
        for (List<String> prefix : List.of(passing, plain)) {
            List<String> probe = new ArrayList<>(prefix);
            probe.add("true");
            if (Command.run(PROBE, probe).ok()) {
                return new Privileges(prefix, user);
            }
        }
        throw new EmbeddedFailure("PostgreSQL does not run as root, and neither unshare nor setpriv works here:"
                + " run Lastseen as an ordinary user, or set lastseen.database.host to a PostgreSQL server.");
    }

    private static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    List<String> command(String... words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(words));
        return all;
    }

    /** Gives the folder to the user PostgreSQL runs as; nothing to do where that is this process's own. */
    void own(Path folder) throws IOException {
        if (ownerOf(Path.of("/proc/self")) == owner) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Files.setAttribute(path, "unix:uid", owner);
                Files.setAttribute(path, "unix:gid", owner);
            }
        }
    }
}
