package io.lastseen.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Sites' histories by chance: few pages and many returns to them, simultaneous events, every kind of end. */
final class Histories {
    static final Period PERIOD = new Period(Instant.parse("2026-03-28T00:00:00Z"), Instant.parse("2026-03-30T00:00:00Z"));
    private static final String[] PATHS = {"/", "/a", "/a/", "/b", "/p/1", "/p/2", "/p/1/x", "/p/", "/A"};
    private static final String[] PATTERNS = {"/", "/a", "/b", "/p/*", "/*", "/p/*/x", "/p/1", "/*/1"};
    private static final String[] EVENTS = {"purchase", "signup"};
    private static final String[] ELEMENTS = {"{\"id\":\"buy\"}", "{\"id\":\"more\",\"label\":\"More\"}"};
    private static final String[] COUNTRIES = {"DE", "FR", "BR", "Unknown"};
    private static final String[] LANGUAGES = {"de", "fr", "Unknown"};
    private static final String[] CAMPAIGNS = {"spring sale", "letter", "(none)"};
    private static final String[] REASONS = {"closed", "left", "parked", "idle", "lost", "crashed"};

    private final RandomGenerator random;

    Histories(RandomGenerator random) {
        this.random = random;
    }

    List<Visit> visits(String site, int count) {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            visits.add(visit(site, site + "-" + i));
        }
        return visits;
    }

    Funnel funnel(String site) {
        List<FunnelStep> steps = new ArrayList<>();
        int count = random.nextInt(2, 6);
        for (int i = 0; i < count; i++) {
            steps.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new FunnelStep("step", StepKind.EVENT, one(EVENTS));
                        case 1 -> new FunnelStep("step", StepKind.CLICK, "#buy");
                        default -> new FunnelStep("step", StepKind.PATH, one(PATTERNS));
                    });
        }
        FunnelMode mode = FunnelMode.values()[random.nextInt(FunnelMode.values().length)];
        return new Funnel("funnel-" + site, site, "By chance", steps, mode, random.nextBoolean(), PERIOD.from());
    }

    private Visit visit(String site, String id) {
        Instant start = PERIOD.from().plus(Duration.ofMinutes(random.nextInt(-60, 49 * 60)));
        Visit visit = Visit.closed(site, id, start, Duration.ofMillis(random.nextInt(5_000, 15_001)))
                .by("visitor-" + random.nextInt(8))
                .engaged(random.nextInt(5_000, 15_001))
                .ended(one(REASONS))
                .in(one(COUNTRIES), one(LANGUAGES))
                .tagged(one(CAMPAIGNS))
                .with(happenings(start));
        return switch (random.nextInt(12)) {
            case 0 -> visit.notCounted();
            case 1 -> visit.supersededBy("another");
            case 2 -> visit.stillOpen();
            case 3 -> visit.provisional(random.nextBoolean());
            default -> visit;
        };
    }

    private List<Happening> happenings(Instant start) {
        List<Happening> happenings = new ArrayList<>();
        int count = random.nextInt(0, 14);
        for (int i = 0; i < count; i++) {
            Instant at = start.plusMillis(random.nextInt(12) * 1_001L);
            happenings.add(
                    switch (random.nextInt(8)) {
                        case 0 -> Happening.event(one(EVENTS), at);
                        case 1 -> Happening.click(one(ELEMENTS), at);
                        default -> Happening.view(one(PATHS), at);
                    });
        }
        happenings.sort(Comparator.comparing(Happening::at));
        return happenings;
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
