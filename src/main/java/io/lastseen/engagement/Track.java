package io.lastseen.engagement;

import io.lastseen.engagement.Lane.State;
import io.lastseen.engagement.Lane.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one document did within one session: from when to when, and in which states. Times are ms on the service's clock. */
final class Track {
    /** A pause in the connection shorter than this is not being away, ms: the recorder's own reconnecting. */
    private static final long BLINK_MS = 12_000;

    /** Moving the pointer on and on is one proof, ms. */
    private static final long SAME_PROOF_MS = 5_000;

    /** State from this stretch's beginning to the next one's. */
    private record Change(long at, State state) { }

    final Page page;
    final long from;
    private long to;
    private long cursor;
    private long first;
    private long last;
    private final List<Change> changes = new ArrayList<>();
    private final List<Proof> proofs = new ArrayList<>();
    private final Map<String, Long> provedAt = new HashMap<>();

    Track(Page page, long from) {
        this.page = page;
        this.from = from;
        this.to = from;
        this.cursor = from;
    }

    long to() {
        return to;
    }

    /** Least number of what the recorder said of it; 0 where it said nothing. */
    long first() {
        return first;
    }

    /** Greatest number of what the recorder said of it; 0 where it said nothing. */
    long last() {
        return last;
    }

    void hold(Evidence evidence) {
        if (!evidence.ownTestimony()) {
            first = first == 0 ? evidence.n() : Math.min(first, evidence.n());
            last = Math.max(last, evidence.n());
        }
    }

    /** The page has been what it is now until {@code at}, when something happens to it; called before that is applied. */
    void advance(long at) {
        if (at <= cursor) {
            return;
        }
        boolean gone = page.departure().isPresent() || page.replaced();
        boolean lost = page.loss().map(loss -> at - loss.at() > BLINK_MS).orElseGet(() -> page.presence(at) == Presence.UNREACHABLE);
        if (lost && !gone) {
            long lostAt = Math.max(cursor, page.silentSince());
            here(lostAt);
            add(lostAt, State.AWAY);
        } else if (gone) {
            add(cursor, State.AWAY);
        } else {
            here(at);
        }
        cursor = at;
        if (!gone && !lost) {
            to = Math.max(to, at);
        }
    }

    void prove(Proof proof) {
        if (proof.at() - provedAt.getOrDefault(proof.kind(), Long.MIN_VALUE / 2) >= SAME_PROOF_MS) {
            provedAt.put(proof.kind(), proof.at());
            proofs.add(proof);
        }
    }

    Stream<Cited> proofs(long end) {
        return proofs.stream().filter(proof -> proof.at() <= end).map(Proof::cited);
    }

    /** How the page went, if it did and did not come back. */
    Optional<Lane.Exit> exit() {
        return page.departure().map(going -> new Lane.Exit(going.cited(), going.host()))
            .or(() -> page.loss().filter(Loss::closed).map(loss -> new Lane.Exit(
                new Cited("chan.drop", Instant.ofEpochMilli(loss.at()), "The connection of the page was cut without a goodbye."), Optional.empty())));
    }

    /** The machine slept: what was taken for quiet since then was absence. */
    void slept(long from, long at) {
        long since = Math.max(from, this.from);
        while (!changes.isEmpty() && changes.get(changes.size() - 1).at() >= since) {
            changes.remove(changes.size() - 1);
        }
        add(since, State.AWAY);
        cursor = at;
    }

    private void here(long at) {
        if (at <= cursor) {
            return;
        }
        if (page.watching()) {
            add(cursor, State.ENGAGED);
        } else if (!page.visible()) {
            add(cursor, State.HIDDEN);
        } else {
            long until = page.attentiveUntil();
            if (until > cursor) {
                add(cursor, State.ENGAGED);
            }
            if (until < at) {
                add(Math.max(cursor, until), State.QUIET);
            }
        }
    }

    private void add(long at, State state) {
        if (changes.isEmpty() || changes.get(changes.size() - 1).state() != state) {
            changes.add(new Change(at, state));
        }
    }

    /** The states between two instants. */
    List<Stretch> stretches(long begin, long end) {
        List<Stretch> stretches = new ArrayList<>(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            long start = Math.max(begin, changes.get(i).at());
            long stop = Math.min(end, i + 1 < changes.size() ? changes.get(i + 1).at() : cursor);
            if (stop > start) {
                stretches.add(new Stretch(changes.get(i).state(), Instant.ofEpochMilli(start), Instant.ofEpochMilli(stop)));
            }
        }
        return stretches;
    }
}
