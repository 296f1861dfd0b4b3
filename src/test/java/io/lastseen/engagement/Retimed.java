package io.lastseen.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A trace told otherwise, such that its truth stays what it was: other ids, a client's clock that is wrong, a slower network,
 * everything that was delivered twice, and a pace that is a little faster or slower. A seed tells it the same way again.
 */
final class Retimed {
    /** Little enough that no absence of a trace crosses a boundary of the labelling policy. */
    private static final double MOST_PACE = 0.02;
    private static final long MOST_SKEW_MS = Duration.ofDays(400).toMillis();
    /** Less than the shortest grace, beside what a trace's own network takes. */
    private static final int MOST_DELAY_MS = 900;

    private final Trace trace;
    private final Random random;
    private final double pace;
    private final long skewMs;
    private final Map<String, String> names = new HashMap<>();

    private Retimed(Trace trace, long seed) {
        this.trace = trace;
        this.random = new Random(seed);
        this.pace = 1 + MOST_PACE * (2 * random.nextDouble() - 1);
        this.skewMs = (long) (MOST_SKEW_MS * (2 * random.nextDouble() - 1));
    }

    static Trace of(Trace trace, long seed) {
        return new Retimed(trace, seed).told();
    }

    private Trace told() {
        List<Evidence> arrivals = new ArrayList<>();
        for (Evidence one : trace.arrivals()) {
            Evidence other = otherwise(one);
            arrivals.add(other);
            if (!one.ownTestimony() && random.nextInt(10) == 0) {
                arrivals.add(new Evidence(other.visitor(), other.tab(), other.document(), other.n(), other.at(), other.sentAt(),
                    other.receivedAt().plusMillis(random.nextInt(60_000)), false, other.signal()));
            }
        }
        arrivals.sort(Comparator.comparing(Evidence::receivedAt));
        List<Trace.Truth> truth = trace.truth().stream().map(one -> new Trace.Truth(paced(one.start()), paced(one.end()), one.reason(),
            one.alsoAccepted(), one.toleranceMs() + MOST_DELAY_MS)).toList();
        List<Trace.Down> downs = trace.downs().stream().map(down -> new Trace.Down(paced(down.from()), paced(down.to()))).toList();
        return new Trace(trace.id(), trace.epoch(), paced(trace.horizon()), arrivals, downs, truth);
    }

    private Evidence otherwise(Evidence one) {
        Instant received = paced(one.receivedAt());
        if (one.ownTestimony()) {
            return new Evidence(name(one.visitor()), name(one.tab()), name(one.document()), one.n(), received, received, one.live(), one.signal());
        }
        long skewed = paced(one.at()).toEpochMilli() + skewMs;
        Instant delayed = received.plusMillis(random.nextInt(MOST_DELAY_MS));
        return new Evidence(name(one.visitor()), name(one.tab()), name(one.document()), one.n(), Instant.ofEpochMilli(skewed), delayed, one.live(), renamed(one.signal()));
    }

    private Signal renamed(Signal signal) {
        if (signal instanceof Signal.Crash crash) {
            return new Signal.Crash(name(crash.document()), crash.reason());
        }
        if (signal instanceof Signal.Load load) {
            return new Signal.Load(load.navigation(), load.visible(), load.focused(), load.words(), load.webdriver(), load.prerendering(),
                load.discarded(), load.restored(), load.duplicate(), load.previous().map(this::name), load.opener().map(this::name));
        }
        return signal;
    }

    /** Unlike the id it stands for in its order among others, too. */
    private String name(String id) {
        return names.computeIfAbsent(id, unknown -> Long.toHexString(random.nextLong()));
    }

    private long paced(long ms) {
        return Math.round(ms * pace);
    }

    private Instant paced(Instant at) {
        return trace.epoch().plusMillis(paced(Duration.between(trace.epoch(), at).toMillis()));
    }
}
