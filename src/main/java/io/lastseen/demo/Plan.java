package io.lastseen.demo;

import io.lastseen.session.DemoVisitors;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Who comes when, from where and for what. Pure: the same recordings and instant give the same plan, to the last id. */
final class Plan {
    private static final int VISITS = 300;
    /** Between two visits of a person, longer than any wait after which a return is a new session. */
    private static final Duration BETWEEN = Duration.ofHours(3);
    private static final int RETURNING_PERCENT = 36;
    private static final int LOST_PERCENT = 6;
    private final SplittableRandom random;
    private final Map<String, List<Recorded>> byKind;
    private final Calendar calendar;
    private final Instant now;
    private final List<Person> people = new ArrayList<>();

    private Plan(List<Recorded> recorded, Instant now, ZoneId zone) {
        this.random = new SplittableRandom(now.getEpochSecond());
        this.byKind = recorded.stream().collect(Collectors.groupingBy(one -> one.kind() + " " + one.device(), HashMap::new, Collectors.toList()));
        this.calendar = new Calendar(now, zone);
        this.now = now;
    }

    private record Person(String id, String device, String agent, String language, Origin from, List<Planned.Visit> visits) {

        boolean mayReturn(Instant at) {
            return visits.get(visits.size() - 1).end().plus(BETWEEN).isBefore(at);
        }
    }

    /** Whoever was there last comes first, so that the newest visits are there first. @param now nobody comes later */
    static List<Planned> of(List<Recorded> recorded, Instant now, ZoneId zone) {
        Plan plan = new Plan(recorded, now, zone);
        plan.instants().forEach(plan::visit);
        return plan.people.stream().map(person -> new Planned(person.id(), person.agent(), person.language(), List.copyOf(person.visits())))
            .sorted(Comparator.comparing(Planned::lastSeenAt).reversed()).toList();
    }

    private List<Instant> instants() {
        List<Instant> instants = new ArrayList<>();
        while (instants.size() < VISITS) {
            Instant at = calendar.any(random);
            if (at.isBefore(now.minus(Duration.ofMinutes(5)))) {
                instants.add(at);
            }
        }
        instants.sort(Comparator.naturalOrder());
        return instants;
    }

    private void visit(Instant at) {
        List<Person> known = people.stream().filter(person -> person.mayReturn(at)).toList();
        if (!known.isEmpty() && random.nextInt(100) < RETURNING_PERCENT) {
            // Whoever was there lately is the likelier to come again.
            Person person = known.get(known.size() - 1 - (int) (known.size() * Math.pow(random.nextDouble(), 2)));
            add(person, at, Origins.again(random, person.from()), 0.35);
            return;
        }
        String device = Devices.any(random);
        byte[] bits = new byte[8];
        random.nextBytes(bits);
        Person person = new Person(DemoVisitors.PREFIX + HexFormat.of().formatHex(bits), device, Devices.agent(random, device), Devices.language(random),
            Origins.any(random), new ArrayList<>());
        add(person, at, person.from(), 0);
        if (!person.visits().isEmpty()) {
            people.add(person);
        }
    }

    private void add(Person person, Instant at, Origin from, double acquainted) {
        Recorded recorded = recorded(kind(Math.min(1, from.drive() + acquainted), person.device()), person.device());
        OptionalLong lost = random.nextInt(100) < LOST_PERCENT ? OptionalLong.of(recorded.length().toMillis() * (30 + random.nextInt(50)) / 100) : OptionalLong.empty();
        Planned.Visit visit = new Planned.Visit(recorded, at, from.referrer(), from.query(), lost);
        if (visit.end().isBefore(now.minus(Duration.ofMinutes(1)))) {
            person.visits().add(visit);
        }
    }

    /** @param drive 0 nothing is wanted, 1 to buy; with the shop's form, fewer buy on a phone */
    private String kind(double drive, String device) {
        double of = random.nextDouble();
        double bounce = 0.62 - 0.42 * drive;
        double buy = (device.equals("mobile") ? 0.05 : 0.12) * drive;
        double cart = 0.06 + 0.2 * drive;
        double absent = 0.09;
        return of < bounce ? "bounce" : of < bounce + buy ? "buy" : of < bounce + buy + cart ? "cart" : of < bounce + buy + cart + absent ? "absent" : "look";
    }

    private Recorded recorded(String kind, String device) {
        List<Recorded> fit = List.of(kind + " " + device, "look " + device, "bounce " + device).stream().map(byKind::get)
            .filter(found -> found != null).findFirst().orElseThrow(() -> new IllegalStateException("There is no recording for a " + device));
        return fit.get(random.nextInt(fit.size()));
    }
}
