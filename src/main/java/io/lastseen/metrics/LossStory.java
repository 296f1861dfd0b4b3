package io.lastseen.metrics;

import io.lastseen.metrics.Losses.Loss;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells what was lost beyond what the period before lets one expect, from the groups {@link LossQuery} reads. */
final class LossStory {
    private static final int TOLD = 5;

    /** Less is what is left of rounding. */
    private static final double LEAST = 1e-6;

    private final Optional<Funnel> funnel;
    private final Map<Group, Double> rates = new HashMap<>();
    private final Set<Way> came = new HashSet<>();

    /** The furthest step of anybody in the period before; empty where nobody came then, or nothing is told by steps. */
    private final Optional<Integer> furthestBefore;

    LossStory(Optional<Funnel> funnel, RowSet<Row> before) {
        this.funnel = funnel;
        List<Integer> furthest = new ArrayList<>();
        before.forEach(row -> {
            rates.put(Group.of(row), (double) row.getLong("sessions") / row.getLong("all_of_them"));
            came.add(new Way(row.getString("entry_path"), row.getString("source")));
            furthest.add(row.getInteger("furthest"));
        });
        furthestBefore = furthest.stream().filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    private record Way(String entry, String source) {}

    private record Group(String entry, String source, Integer step, String last, String reason) {
        static Group of(Row row) {
            return new Group(
                    row.getString("entry_path"),
                    row.getString("source"),
                    row.getInteger("step"),
                    row.getString("last"),
                    row.getString("reason"));
        }

        Group at(int other) {
            return new Group(entry, source, other, last, reason);
        }
    }

    private record Newest(String id, OffsetDateTime startedAt) {}

    private record Lost(long sessions, long of, List<Newest> newest, boolean orLater) {
        static Lost of(Row row, boolean later) {
            String[] ids = row.getArrayOfStrings("newest");
            OffsetDateTime[] started = row.getArrayOfOffsetDateTimes("started");
            List<Newest> newest = new ArrayList<>();
            for (int i = 0; i < ids.length; i++) {
                newest.add(new Newest(ids[i], started[i]));
            }
            return new Lost(row.getLong("sessions"), row.getLong("all_of_them"), newest, later);
        }

        Lost and(Lost other) {
            List<Newest> both = Stream.concat(newest.stream(), other.newest.stream())
                    .sorted(Comparator.comparing(Newest::startedAt).reversed().thenComparing(Newest::id))
                    .toList();
            return new Lost(sessions + other.sessions, of, both, orLater || other.orLater);
        }
    }

    /** @param samples how many of the newest sessions are named of each */
    List<Loss> told(RowSet<Row> rows, int samples) {
        Map<Group, Lost> groups = new HashMap<>();
        for (Row row : rows) {
            Group group = Group.of(row);
            boolean later = group.step != null && furthestBefore.filter(furthest -> group.step > furthest).isPresent();
            groups.merge(later ? group.at(furthestBefore.get()) : group, Lost.of(row, later), Lost::and);
        }
        return groups.entrySet().stream()
                .map(one -> loss(one.getKey(), one.getValue(), samples))
                .filter(loss -> loss.lost() > LEAST)
                .sorted(Comparator.comparing(Loss::lost)
                        .thenComparing(Loss::sessions)
                        .reversed()
                        .thenComparing(Loss::entry)
                        .thenComparing(Loss::source)
                        .thenComparing(Loss::last)
                        .thenComparing(Loss::reason))
                .limit(TOLD)
                .toList();
    }

    private Loss loss(Group group, Lost lost, int samples) {
        boolean comparable = came.contains(new Way(group.entry, group.source));
        Double previous = comparable ? rates.getOrDefault(group, 0.0) : null;
        return new Loss(
                group.entry,
                group.source,
                group.step,
                funnel.map(steps -> name(steps, group.step)).orElse(group.last),
                lost.orLater,
                group.reason,
                lost.sessions,
                lost.of,
                (double) lost.sessions / lost.of,
                previous,
                lost.sessions - (previous == null ? 0 : previous * lost.of),
                lost.newest.stream().limit(samples).map(Newest::id).toList());
    }

    private static String name(Funnel funnel, int step) {
        return step < 0 ? "" : funnel.steps().get(step).name();
    }
}
