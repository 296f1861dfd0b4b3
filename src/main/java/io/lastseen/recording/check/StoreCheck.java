package io.lastseen.recording.check;

import io.lastseen.recording.store.ObjectLister;
import io.lastseen.recording.store.ObjectReader;
import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads every object whole, holds it against its checksums and its rows, and looks for rows without objects. */
@ApplicationScoped
public class StoreCheck {
    private static final Logger LOG = Logger.getLogger(StoreCheck.class);
    private static final int PAGE = 500;
    private static final int AT_ONCE = 4;
    private static final List<ObjectKind> NAMED_BY_ROWS = List.of(ObjectKind.SEGMENT, ObjectKind.ARCHIVE, ObjectKind.ASSET);
    private static final String ASSET_OBJECT = "'assets/' || site_id || '/' || encode(sha256, 'hex')";
    private static final String OBJECTS_OF_ROWS = """
        select object from (select segment collate "C" as object from chunk union select object collate "C" from archive
            union select (""" + ASSET_OBJECT + """
        ) collate "C" from asset where not sweeping) o
        where object > $1 order by object limit $2""";
    private final Pool pool;
    private final ObjectLister lister;
    private final ObjectReader reader;

    StoreCheck(Pool pool, ObjectLister lister, ObjectReader reader) {
        this.pool = pool;
        this.lister = lister;
        this.reader = reader;
    }

    public Uni<StoreReport> run() {
        Set<String> found = new HashSet<>();
        Uni<StoreReport> report = Uni.createFrom().item(StoreReport.empty());
        for (ObjectKind kind : ObjectKind.values()) {
            report = report.flatMap(before -> objects(kind, found, before));
        }
        return report.flatMap(before -> rowsWithoutObject("", found, before));
    }

    private Uni<StoreReport> objects(ObjectKind kind, Set<String> found, StoreReport before) {
        return lister.pages(kind.prefix, PAGE).onItem().transformToMultiAndConcatenate(page -> {
            List<String> names = page.stream().map(one -> one.name().value()).toList();
            found.addAll(names);
            return rowsOf(kind, names).onItem().transformToMulti(expected -> Multi.createFrom().iterable(page)
                .onItem().transformToUni(one -> object(kind, one, expected.getOrDefault(one.name().value(), List.of()))).merge(AT_ONCE));
        }).collect().with(Collectors.reducing(before, StoreReport::plus));
    }

    /** By object. */
    private Uni<Map<String, List<ExpectedBytes>>> rowsOf(ObjectKind kind, List<String> names) {
        return pool.preparedQuery(kind.rows).execute(Tuple.tuple().addArrayOfString(names.toArray(String[]::new))).map(rows -> {
            Map<String, List<ExpectedBytes>> expected = new HashMap<>();
            for (Row row : rows) {
                expected.computeIfAbsent(row.getString("object"), any -> new ArrayList<>()).add(kind.expected(row));
            }
            return expected;
        });
    }

    private Uni<StoreReport> object(ObjectKind kind, StoredObject object, List<ExpectedBytes> rows) {
        String name = object.name().value();
        Uni<Buffer> whole = object.length() == 0 ? Uni.createFrom().item(Buffer.buffer())
            : reader.get(object.name(), 0, Math.toIntExact(object.length()));
        return whole.emitOn(Infrastructure.getDefaultExecutor())
            .map(bytes -> ObjectCheck.of(kind, name, bytes.getBytes(), rows))
            .onFailure().recoverWithItem(failure -> new Findings(new StoreReport(1, rows.size(), rows.size(), 0, 0, 1),
                List.of(name + " cannot be read: " + failure.getMessage())))
            .invoke(findings -> findings.lines().forEach(LOG::error)).map(Findings::report);
    }

    private Uni<StoreReport> rowsWithoutObject(String after, Set<String> found, StoreReport before) {
        return pool.preparedQuery(OBJECTS_OF_ROWS).execute(Tuple.of(after, PAGE)).flatMap(rows -> {
            List<String> names = rows.stream().map(row -> row.getString("object")).toList();
            List<String> missing = names.stream().filter(name -> !found.contains(name)).toList();
            Uni<StoreReport> counted = Uni.createFrom().item(before);
            for (ObjectKind kind : missing.isEmpty() ? List.<ObjectKind>of() : NAMED_BY_ROWS) {
                counted = counted.flatMap(sum -> rowsOf(kind, missing).map(expected -> sum.plus(gone(expected))));
            }
            return names.size() < PAGE ? counted : counted.flatMap(sum -> rowsWithoutObject(names.get(names.size() - 1), found, sum));
        });
    }

    private static StoreReport gone(Map<String, List<ExpectedBytes>> rows) {
        long lost = 0;
        for (Map.Entry<String, List<ExpectedBytes>> object : new TreeMap<>(rows).entrySet()) {
            int more = object.getValue().size() - 1;
            LOG.error(object.getKey() + " is not there: it had " + object.getValue().get(0).what() + (more == 0 ? "" : " and " + more + " more"));
            lost += more + 1;
        }
        return new StoreReport(0, lost, lost, 0, 0, 0);
    }
}
