package io.lastseen.engagement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A visit enacted: what recorder and service testify while somebody opens pages, reads, hides, sleeps and goes. Whoever writes
 * the script knows the truth and says it. Times are seconds since the beginning; the calls on one tab are in their order.
 */
final class Enactment {
    private static final double NETWORK_S = 0.06;
    private static final long END_TOLERANCE_MS = 10_000;
    private static final double BEAT_S = 15;

    final Random random;
    private final String name;
    private final List<Evidence> arrivals = new ArrayList<>();
    private final List<Trace.Down> downs = new ArrayList<>();
    private final List<Trace.Truth> truth = new ArrayList<>();
    private double last;
    private int documents;
    private boolean waits;

    Enactment(String name, long seed) {
        this.name = name + " " + seed;
        this.random = new Random(seed * 31 + name.hashCode());
    }

    /** A number between two, another one with every seed. */
    double between(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    boolean maybe() {
        return random.nextBoolean();
    }

    /** The service does not run. */
    Enactment down(double from, double to) {
        downs.add(new Trace.Down(ms(from), ms(to)));
        return this;
    }

    /** One session, from the end of the one before. */
    void ends(double start, double end, String reason, String... also) {
        endsAbout(start, end, END_TOLERANCE_MS / 1000.0, reason, also);
    }

    void endsAbout(double start, double end, double tolerance, String reason, String... also) {
        truth.add(new Trace.Truth(ms(start), ms(end), reason, List.of(also), ms(tolerance)));
    }

    /** Its end can only be told by waiting: nothing said it, or somebody may come back to what is left open. */
    Enactment waiting() {
        waits = true;
        return this;
    }

    boolean waits() {
        return waits;
    }

    Trace trace() {
        List<Evidence> inOrder = arrivals.stream().sorted(Comparator.comparing(Evidence::receivedAt)).toList();
        return new Trace(name, Witness.START, ms(last) + Duration.ofHours(4).toMillis(), inOrder, downs, truth);
    }

    Tab tab(String id) {
        return new Tab("v1", id);
    }

    Tab tab(String visitor, String id) {
        return new Tab(visitor, id);
    }

    private static long ms(double seconds) {
        return Math.round(seconds * 1000);
    }

    /** One tab of a browser. */
    final class Tab {
        private final String visitor;
        private final String id;
        private final Map<String, Long> channels = new HashMap<>();
        private String document;
        private long numbered;
        private double nextBeat;
        private boolean visible;
        private boolean there;
        private boolean socket = true;
        private boolean tellsExit = true;
        private boolean media;
        private double hiddenAt;
        private double quietSince;
        private double clockOff;
        private double offlineFrom = Double.MAX_VALUE;
        private double offlineTo = Double.MAX_VALUE;

        private Tab(String visitor, String id) {
            this.visitor = visitor;
            this.id = id;
        }

        String document() {
            return document;
        }

        /** Its browser lets no socket through. */
        Tab withoutSocket() {
            socket = false;
            return this;
        }

        /** Its browser does not say where a page goes. */
        Tab ofOlderBrowser() {
            tellsExit = false;
            return this;
        }

        /** Its heartbeats say nothing new, so that none is kept. */
        Tab unremarkable() {
            nextBeat = Double.MAX_VALUE;
            return this;
        }

        /** What it says from then on arrives when the network is back; in {@code Double.MAX_VALUE} never. */
        Tab offline(double from, double to) {
            passUntil(from);
            offlineFrom = from;
            offlineTo = to;
            if (socket) {
                own(from, from + 45, false, "timeout");
            }
            return this;
        }

        /** The network is back, and the recorder has connected again. */
        Tab online() {
            if (socket) {
                own(offlineTo + 0.9, offlineTo + 0.9, true, "");
            }
            offlineFrom = Double.MAX_VALUE;
            return this;
        }

        Tab loads(double at, Object... fields) {
            document = "d" + documents++;
            numbered = 0;
            return arrives(at, fields);
        }

        /** Out of the back/forward cache: the same document again. */
        Tab comesBack(double at) {
            return arrives(at, "nav", "back_forward", "restored", true);
        }

        private Tab arrives(double at, Object... fields) {
            Map<String, Object> body = new HashMap<>(Map.of("nav", "navigate", "vis", "visible", "focus", true));
            body.putAll(fields(fields));
            visible = body.get("vis").equals("visible");
            there = true;
            media = false;
            hiddenAt = at;
            quietSince = at;
            nextBeat = at + BEAT_S;
            says(at, "load", body);
            if (socket && !Boolean.TRUE.equals(body.get("prerendering"))) {
                own(at + 0.12, at + 0.12, true, "");
            }
            return this;
        }

        /** Inputs of a person, some seconds apart; returns the last one's instant. */
        double acts(double from, double to, double mean) {
            double at = from + between(0, Math.min(2, mean));
            double lastAt = from;
            String[] kinds = {"pointer", "click", "scroll", "key"};
            while (at < to) {
                passUntil(at);
                says(at, "input", Map.of("kind", kinds[random.nextInt(kinds.length)]), between(0.3, 4.5));
                quietSince = at;
                lastAt = at;
                at += Math.max(0.4, -Math.log(1 - random.nextDouble()) * mean);
            }
            return lastAt;
        }

        double acts(double from, double to) {
            return acts(from, to, 8);
        }

        Tab input(double at) {
            passUntil(at);
            quietSince = at;
            return says(at, "input", Map.of("kind", "pointer"), 0.5);
        }

        Tab says(double at, String kind, Object... fields) {
            passUntil(at);
            return says(at, kind, fields(fields));
        }

        Tab hides(double at) {
            passUntil(at);
            says(at - 0.002, "focus", Map.of("state", false));
            says(at, "vis", Map.of("state", "hidden"));
            visible = false;
            hiddenAt = at;
            return this;
        }

        Tab shows(double at) {
            passUntil(at);
            visible = true;
            quietSince = at;
            says(at, "vis", Map.of("state", "visible"));
            nextBeat = at + BEAT_S;
            return says(at + 0.003, "focus", Map.of("state", true));
        }

        Tab blurs(double at) {
            return says(at, "focus", "state", false);
        }

        Tab plays(double at) {
            passUntil(at);
            media = true;
            return says(at, "media", Map.of("state", "play", "gesture", true, "muted", false, "loop", false));
        }

        Tab stopsPlaying(double at) {
            passUntil(at);
            media = false;
            return says(at, "media", Map.of("state", "ended"));
        }

        Tab closes(double at) {
            return pagehide(at, "none", false);
        }

        /** To another site, by a link or by an address; goes into the cache where it may. */
        Tab leaves(double at, String host, boolean cached) {
            passUntil(at);
            if (!host.isEmpty()) {
                says(at - 0.06, "out", Map.of("kind", "link", "host", host, "target", "self"));
            }
            if (tellsExit) {
                says(at, "exit", Map.of("to", "other"));
            }
            return pagehide(at + 0.15, "other", cached);
        }

        Tab pays(double at) {
            passUntil(at);
            says(at - 0.06, "out", Map.of("kind", "form", "host", "pay.example", "target", "self", "psp", true));
            return pagehide(at + 0.15, "other", false);
        }

        /** To another page of the site. */
        Tab goesTo(double at, double gap) {
            pagehide(at, "same", false);
            return loads(at + gap);
        }

        Tab reloads(double at, double gap) {
            pagehide(at, "same", false);
            return loads(at + gap, "nav", "reload");
        }

        Tab pagehide(double at, String swap, boolean persisted) {
            passUntil(at);
            Map<String, Object> body = new HashMap<>(Map.of("persisted", persisted));
            if (tellsExit) {
                body.put("swap", swap);
            }
            says(at, "pagehide", body);
            there = false;
            return vanishes(at + 0.02);
        }

        /** Gone without a word: quit, killed, crashed, discarded. */
        Tab vanishes(double at) {
            passUntil(at);
            if (socket && at < offlineFrom) {
                own(at, at + NETWORK_S, false, maybe() ? "fin" : "rst");
            }
            there = false;
            return this;
        }

        /** The machine sleeps, or loses its power: silence, noticed later. */
        Tab sleeps(double at) {
            passUntil(at);
            if (socket) {
                own(at, at + 45, false, "timeout");
            }
            there = false;
            return this;
        }

        Tab wakes(double at, double asleep) {
            there = true;
            nextBeat = at + BEAT_S;
            says(at + 0.3, "gap", Map.of("ms", ms(asleep)));
            if (socket) {
                own(at + 1.5, at + 1.5, true, "");
            }
            return this;
        }

        /** Somebody sets the machine's clock, by so many seconds. */
        Tab setsClock(double by) {
            clockOff += by;
            return this;
        }

        /** A proxy cuts the connection, and the recorder connects again. */
        Tab reconnects(double at, double after) {
            passUntil(at);
            own(at, at + 0.03, false, "fin");
            own(at + after, at + after, true, "");
            return this;
        }

        /** The service went down under it: nobody noted the drop. */
        Tab opensAnew(double at) {
            passUntil(at);
            own(at, at, true, "");
            return this;
        }

        private void passUntil(double at) {
            while (there && nextBeat < at) {
                Map<String, Object> body = new HashMap<>(Map.of("vis", visible ? "visible" : "hidden", "focus", visible));
                if (media) {
                    body.put("media", true);
                }
                says(nextBeat, "hb", body);
                double hidden = visible ? 0 : nextBeat - hiddenAt;
                nextBeat += hidden > 600 && !media ? 300 : !visible || nextBeat - quietSince > 300 && !media ? 60 : BEAT_S;
            }
        }

        private Tab says(double at, String kind, Map<String, Object> body) {
            return says(at, kind, body, 0);
        }

        private Tab says(double at, String kind, Map<String, Object> body, double held) {
            boolean kept = at >= offlineFrom && at < offlineTo;
            double arrives = kept ? offlineTo + between(0.2, 1.5) : at + held + NETWORK_S + between(0, 0.09);
            numbered++;
            last = Math.max(last, at);
            if (kept && (offlineTo == Double.MAX_VALUE || kind.equals("hb"))) {
                return this;
            }
            boolean live = arrives - at <= 30;
            arrivals.add(new Evidence(visitor, id, document, numbered, Witness.at(at + clockOff), Witness.at(at + clockOff), Witness.at(arrives), live,
                Signals.read(kind, body).orElseThrow()));
            return this;
        }

        private void own(double at, double notedAt, boolean opened, String how) {
            if (downs.stream().anyMatch(down -> ms(notedAt) >= down.from() && ms(notedAt) < down.to())) {
                return;
            }
            last = Math.max(last, notedAt);
            long channel = opened ? channels.merge(document, 1L, Long::sum) : channels.getOrDefault(document, 1L);
            long epoch = 1 + downs.stream().filter(down -> ms(notedAt) >= down.to()).count();
            Map<String, Object> body = opened ? Map.of("replica", "r", "epoch", epoch) : Map.of("replica", "r", "epoch", epoch, "how", how);
            arrivals.add(new Evidence(visitor, id, document, opened ? -2 * channel : -2 * channel - 1, Witness.at(notedAt), Witness.at(notedAt), true,
                Signals.read(opened ? "chan.open" : "chan.drop", body).orElseThrow()));
        }

        private Map<String, Object> fields(Object... pairs) {
            Map<String, Object> fields = new HashMap<>();
            for (int i = 0; i < pairs.length; i += 2) {
                fields.put((String) pairs[i], pairs[i + 1]);
            }
            return fields;
        }
    }
}
