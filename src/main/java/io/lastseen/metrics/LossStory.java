package io.lastseen.metrics;

import io.lastseen.metrics.Losses.Loss;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells what was lost beyond what the period before lets one expect, from the groups {@link LossQuery} reads. */
final class LossStory {
    private static final int TOLD = 5;

    /** Less is what is left of rounding. */
    private static final double LEAST = 1e-6;

    private final Optional<Funnel> funnel;
    private final Map<Group, Long> lostBefore = new HashMap<>();
    private final Map<Way, Long> cameBefore;

    /** The furthest step of anybody in the period before; empty where nobody came then, or nothing is told by steps. */
    private final Optional<Integer> furthestBefore;

    /** @param before as {@link LossSql#GROUPS} has them */
    LossStory(Optional<Funnel> funnel, RowSet<Row> before) {
        this.funnel = funnel;
        before.forEach(row -> lostBefore.put(Group.of(row), row.getLong("lost")));
        cameBefore = came(before);
        furthestBefore = lostBefore.keySet().stream().map(Group::step).filter(Objects::nonNull).max(Comparator.naturalOrder());
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

        Way way() {
            return new Way(entry, source);
        }
    }

    private record Lost(long sessions, boolean orLater) {
        Lost and(Lost other) {
            return new Lost(sessions + other.sessions, orLater || other.orLater);
        }
    }

    private static Map<Way, Long> came(RowSet<Row> rows) {
        Map<Way, Long> came = new HashMap<>();
        rows.forEach(row -> came.merge(Group.of(row).way(), row.getLong("came"), Long::sum));
        return came;
    }

    /** Without their newest sessions. @param rows as {@link LossSql#GROUPS} has them */
    List<Loss> told(RowSet<Row> rows) {
        Map<Way, Long> came = came(rows);
        Map<Group, Lost> groups = new HashMap<>();
        for (Row row : rows) {
            if (row.getLong("lost") > 0) {
                Group group = Group.of(row);
                boolean later = group.step != null && furthestBefore.filter(furthest -> group.step > furthest).isPresent();
                groups.merge(later ? group.at(furthestBefore.get()) : group, new Lost(row.getLong("lost"), later), Lost::and);
            }
        }
        return groups.entrySet().stream()
                .map(one -> loss(one.getKey(), one.getValue(), came.get(one.getKey().way())))
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

    private Loss loss(Group group, Lost lost, long of) {
        Long ofThen = cameBefore.get(group.way());
        Double previous = ofThen == null ? null : (double) lostBefore.getOrDefault(group, 0L) / ofThen;
        return new Loss(
                group.entry,
                group.source,
                group.step,
                funnel.map(steps -> name(steps, group.step)).orElse(group.last),
                lost.orLater,
                group.reason,
                lost.sessions,
                of,
                (double) lost.sessions / of,
                previous,
                lost.sessions - (previous == null ? 0 : previous * of),
                List.of());
    }

    private static String name(Funnel funnel, int step) {
        return step < 0 ? "" : funnel.steps().get(step).name();
    }
}
