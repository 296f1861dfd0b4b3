package io.lastseen.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what happened in a visit, in seconds since its beginning, as recorder and service would testify it. */
final class Witness {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();
    private Duration delay = Duration.ofMillis(80);
    private boolean live = true;

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    /** What follows arrives so much later, and is live or was kept. */
    Witness arriving(Duration delay, boolean live) {
        this.delay = delay;
        this.live = live;
        return this;
    }

    Witness says(double seconds, String document, String kind, Object... fields) {
        return testifies(seconds, "v1", "tab-" + document.charAt(0), document, kind, fields);
    }

    Witness testifies(double seconds, String visitor, String tab, String document, String kind, Object... fields) {
        Map<String, Object> body = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        Signal signal = Signals.read(kind, Math.round(seconds * 1000), body).orElseThrow();
        long n = numbers.merge(document, 1, Integer::sum);
        evidence.add(new Evidence(visitor, tab, document, n, at(seconds), at(seconds).plus(delay), live, signal));
        return this;
    }

    Witness load(double seconds, String document, Object... more) {
        Object[] fields = new Object[more.length + 4];
        System.arraycopy(new Object[] {"nav", "navigate", "vis", "visible"}, 0, fields, 0, 4);
        System.arraycopy(more, 0, fields, 4, more.length);
        return says(seconds, document, "load", fields).opened(seconds + 0.12, document);
    }

    Witness input(double seconds, String document) {
        return says(seconds, document, "input", "kind", "scroll");
    }

    Witness opened(double seconds, String document) {
        return own(seconds, document, -2L * channels.merge(document, 1, Integer::sum), "chan.open", "r1", 1);
    }

    Witness dropped(double seconds, String document, String how) {
        return own(seconds, document, -2L * channels.getOrDefault(document, 1) - 1, "chan.drop", "r1", 1, "how", how);
    }

    Witness own(double seconds, String document, long n, String kind, String replica, long epoch, Object... fields) {
        Map<String, Object> body = new HashMap<>(Map.of("replica", replica, "epoch", epoch));
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        Signal signal = Signals.read(kind, body).orElseThrow();
        evidence.add(new Evidence("v1", "tab-" + document.charAt(0), document, n, at(seconds), at(seconds), true, signal));
        return this;
    }

    Witness closes(double seconds, String document) {
        return says(seconds, document, "pagehide", "persisted", false, "swap", "none").dropped(seconds + 0.1, document, "fin");
    }

    /** A page on screen with an input every 20 s. */
    Witness reads(double from, double to, String document) {
        for (double t = from; t <= to; t += 20) {
            input(t, document);
        }
        return this;
    }

    List<Judgement> judged(double seconds) {
        return judged(seconds, List.of());
    }

    List<Judgement> judged(double seconds, Collection<SettledSession> finals) {
        Instant now = at(seconds);
        return Engagement.judge(evidence.stream().filter(one -> !one.receivedAt().isAfter(now)).toList(), finals, Timings.defaults(), now);
    }

    Judgement only(double seconds) {
        List<Judgement> judgements = judged(seconds);
        if (judgements.size() != 1) {
            throw new AssertionError("Not one session but " + judgements);
        }
        return judgements.get(0);
    }
}
