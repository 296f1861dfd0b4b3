package io.lastseen.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up visits: tabs, pages, reading, hiding, sleeping, cut channels, closing, coming back. A seed makes the same visit again. */
final class Stories {
    private static final String[] INPUTS = {"pointer", "click", "scroll", "key", "touch"};
    final List<Evidence> evidence = new ArrayList<>();
    private final Random random;
    private final List<Tab> tabs = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Long> channels = new HashMap<>();
    private int documents;
    private double now;

    private static final class Tab {
        final String id;
        String document;
        boolean visible = true;

        Tab(String id) {
            this.id = id;
        }
    }

    private Stories(long seed) {
        this.random = new Random(seed);
    }

    static List<Evidence> of(long seed) {
        Stories story = new Stories(seed);
        int visits = 1 + story.random.nextInt(3);
        for (int i = 0; i < visits; i++) {
            story.visit();
            story.now += new double[] {20, 120, 700, 2_500, 8_000}[story.random.nextInt(5)];
        }
        return story.evidence;
    }

    private void visit() {
        open("visible");
        int acts = 3 + random.nextInt(25);
        for (int i = 0; i < acts && !tabs.isEmpty(); i++) {
            act(tabs.get(random.nextInt(tabs.size())));
        }
        double leaving = random.nextDouble();
        for (Tab tab : List.copyOf(tabs)) {
            if (leaving < 0.5) {
                says(tab, "pagehide", Map.of("persisted", false, "swap", "none"));
                own(tab, false, "fin");
            } else if (leaving < 0.7) {
                own(tab, false, "fin");
            } else if (leaving < 0.8) {
                now += 50;
                own(tab, false, "timeout");
            } else if (leaving < 0.9) {
                says(tab, "vis", Map.of("state", "hidden"));
            }
        }
        tabs.clear();
    }

    private void act(Tab tab) {
        int choice = random.nextInt(12);
        now += 1 + random.nextInt(20);
        if (choice < 6 || choice == 10) {
            bringToFront(tab);
        }
        if (choice < 5) {
            says(tab, "input", Map.of("kind", INPUTS[random.nextInt(INPUTS.length)]));
        } else if (choice == 5) {
            says(tab, "pagehide", Map.of("persisted", random.nextBoolean(), "swap", "same"));
            own(tab, false, "fin");
            now += 0.2 + random.nextInt(5);
            load(tab, "visible");
        } else if (choice == 6) {
            tab.visible = !tab.visible;
            says(tab, "vis", Map.of("state", tab.visible ? "visible" : "hidden"));
            now += random.nextInt(400);
        } else if (choice == 7 && tabs.size() < 4) {
            open(random.nextBoolean() ? "visible" : "hidden");
        } else if (choice == 8) {
            own(tab, false, random.nextBoolean() ? "fin" : "restart");
            now += 1 + random.nextDouble();
            own(tab, true, null);
        } else if (choice == 9) {
            now += random.nextInt(1_500);
            says(tab, "hb", Map.of("vis", tab.visible ? "visible" : "hidden", "focus", true));
        } else if (choice == 10) {
            says(tab, "media", Map.of("state", "play", "gesture", true));
            now += random.nextInt(300);
            says(tab, "media", Map.of("state", "ended"));
        } else if (tabs.size() > 1) {
            says(tab, "pagehide", Map.of("persisted", false, "swap", "none"));
            own(tab, false, "fin");
            tabs.remove(tab);
        }
    }

    /** Nobody types into, follows a link on or starts media on a page that is not on screen. */
    private void bringToFront(Tab tab) {
        if (!tab.visible) {
            tab.visible = true;
            says(tab, "vis", Map.of("state", "visible"));
            now += 0.3;
        }
    }

    private void open(String visibility) {
        Tab tab = new Tab("t" + documents);
        tab.visible = visibility.equals("visible");
        tabs.add(tab);
        load(tab, visibility);
    }

    private void load(Tab tab, String visibility) {
        tab.document = "d" + documents++;
        says(tab, "load", Map.of("nav", "navigate", "vis", visibility));
        now += 0.1;
        own(tab, true, null);
    }

    private void says(Tab tab, String kind, Map<String, Object> body) {
        Instant at = Witness.at(now);
        evidence.add(new Evidence("v", tab.id, tab.document, numbers.merge(tab.document, 1L, Long::sum), at, at.plusMillis(60 + random.nextInt(60)), true,
            Signals.read(kind, body).orElseThrow()));
        now += 0.01;
    }

    private void own(Tab tab, boolean opened, String how) {
        now += 0.07;
        Instant at = Witness.at(now);
        long channel = opened ? channels.merge(tab.document, 1L, Long::sum) : channels.getOrDefault(tab.document, 1L);
        Map<String, Object> body = opened ? Map.of("replica", "r", "epoch", 1) : Map.of("replica", "r", "epoch", 1, "how", how);
        evidence.add(new Evidence("v", tab.id, tab.document, opened ? -2 * channel : -2 * channel - 1, at, at, true,
            Signals.read(opened ? "chan.open" : "chan.drop", body).orElseThrow()));
    }

    static Instant end(List<Evidence> evidence) {
        return evidence.stream().map(Evidence::receivedAt).max(Instant::compareTo).orElseThrow().plus(Duration.ofHours(26));
    }
}
