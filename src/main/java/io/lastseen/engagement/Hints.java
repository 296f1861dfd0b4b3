package io.lastseen.engagement;

import java.util.Optional;

/** What a document let on about where it would go: followed links, posted forms, the browser's announcement. */
final class Hints {
    /** So long after a hint an exit without its own destination is its consequence, ms. */
    static final long FRESH_MS = 10_000;
    /** So long a site that was gone to may take to answer, ms. */
    static final long SLOW_MS = 30_000;
    /** A download is announced as a navigation that soon after its click, ms. */
    private static final long DOWNLOAD_MS = 2_000;

    private Signal.Exit exit;
    private long exitAt;
    private Signal.Out out;
    private long outAt;
    private long stayedAt = Long.MIN_VALUE / 2;

    void note(long at, Signal signal) {
        if (signal instanceof Signal.Exit announced && at - stayedAt > DOWNLOAD_MS) {
            exit = announced;
            exitAt = at;
        } else if (signal instanceof Signal.Out going) {
            if (going.leavesTab()) {
                out = going;
                outAt = at;
            } else if (going.staysBehind()) {
                stayedAt = at;
            }
        }
    }

    Optional<ExitKind> kind(long at) {
        if (exit != null && at - exitAt <= FRESH_MS) {
            ExitKind kind = Departure.kind(exit.to());
            return Optional.of(kind == ExitKind.OTHER_SITE && payment(at, SLOW_MS) ? ExitKind.PAYMENT : kind);
        }
        if (out != null && at - outAt <= FRESH_MS && out.host().isPresent()) {
            return Optional.of(out.payment() ? ExitKind.PAYMENT : ExitKind.OTHER_SITE);
        }
        return Optional.empty();
    }

    boolean payment(long at, long within) {
        return out != null && out.payment() && at - outAt <= within;
    }

    Optional<String> host(long at, long within) {
        if (out != null && out.host().isPresent() && at - outAt <= within) {
            return out.host();
        }
        return exit != null && at - exitAt <= within ? exit.host() : Optional.empty();
    }
}
