package io.lastseen.recording.check;

import io.lastseen.recording.archive.ArchiveNames;
import io.lastseen.recording.asset.ReferenceObject;
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
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads every object whole, holds it against its checksums and its rows, and looks for rows without objects. */
@ApplicationScoped
public class StoreCheck {
    private static final Logger LOG = Logger.getLogger(StoreCheck.class);
    private static final int PAGE = 500;
    private static final int AT_ONCE = 4;
    private static final String SEGMENT_ROWS = """
        select segment as object, position - header_length as position, header_length + length as length, digest, document_id, sequence
        from chunk where segment = any($1::text[])""";
    private static final String ARCHIVE_ROWS = """
        select object, 0 as position, object_bytes::int as length, null::bytea as digest, session_id as document_id, generation as sequence
        from archive where object = any($1::text[])""";
    private static final String ASSET_ROWS = """
        select o.object, 0 as position, a.length, a.sha256 as digest, 'a content of site ' || a.site_id as document_id, 0 as sequence
        from unnest($1::text[]) o (object)
        join asset a on a.site_id = split_part(o.object, '/', 2) and encode(a.sha256, 'hex') = split_part(o.object, '/', 3)""";
    private static final String REFERENCED = """
        select o.object, 0 as position, 0 as length, null::bytea as digest, d.id as document_id, 0 as sequence
        from unnest($1::text[]) o (object)
        join document d on d.site_id = split_part(o.object, '/', 2) and d.id = split_part(o.object, '/', 3)""";
    private static final String ASSET_OBJECT = "'assets/' || site_id || '/' || encode(sha256, 'hex')";
    private static final String OBJECTS_OF_ROWS = """
        select object from (select segment collate "C" as object from chunk union select object collate "C" from archive
            union select (""" + ASSET_OBJECT + """
        ) collate "C" from asset where not sweeping) o
        where object > $1 order by object limit $2""";
    private static final String ROWS_OF = """
        select (select count(*) from chunk where segment = any($1::text[])) + (select count(*) from archive where object = any($1::text[]))
            + (select count(*) from asset where not sweeping and """ + " " + ASSET_OBJECT + " = any($1::text[])) as rows";
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
        return objects("segments/", SEGMENT_ROWS, found, StoreReport.empty())
            .flatMap(report -> objects(ArchiveNames.PREFIX, ARCHIVE_ROWS, found, report))
            .flatMap(report -> objects(ObjectCheck.ASSETS, ASSET_ROWS, found, report))
            .flatMap(report -> objects(ReferenceObject.PREFIX, REFERENCED, found, report))
            .flatMap(report -> rowsWithoutObject("", found, report));
    }

    private Uni<StoreReport> objects(String prefix, String rows, Set<String> found, StoreReport before) {
        return lister.pages(prefix, PAGE).onItem().transformToMultiAndConcatenate(page -> {
            page.forEach(one -> found.add(one.name().value()));
            return rowsOf(rows, page).onItem().transformToMulti(expected -> Multi.createFrom().iterable(page)
                .onItem().transformToUni(one -> object(one, expected.getOrDefault(one.name().value(), List.of()))).merge(AT_ONCE));
        }).collect().with(Collectors.reducing(before, StoreReport::plus));
    }

    private Uni<Map<String, List<ExpectedBytes>>> rowsOf(String sql, List<StoredObject> page) {
        String[] names = page.stream().map(one -> one.name().value()).toArray(String[]::new);
        return pool.preparedQuery(sql).execute(Tuple.tuple().addArrayOfString(names)).map(rows -> {
            Map<String, List<ExpectedBytes>> expected = new HashMap<>();
            for (Row row : rows) {
                expected.computeIfAbsent(row.getString("object"), any -> new ArrayList<>()).add(ExpectedBytes.of(row));
            }
            return expected;
        });
    }

    private Uni<StoreReport> object(StoredObject object, List<ExpectedBytes> rows) {
        Uni<Buffer> whole = object.length() == 0 ? Uni.createFrom().item(Buffer.buffer())
            : reader.get(object.name(), 0, Math.toIntExact(object.length()));
        return whole.emitOn(Infrastructure.getDefaultExecutor())
            .map(bytes -> ObjectCheck.of(object.name().value(), bytes.getBytes(), rows))
            .onFailure().invoke(failure -> LOG.errorf("%s cannot be read: %s", object.name(), failure.getMessage()))
            .onFailure().recoverWithItem(new StoreReport(1, rows.size(), rows.size(), 0, 0, 1));
    }

    private Uni<StoreReport> rowsWithoutObject(String after, Set<String> found, StoreReport before) {
        return pool.preparedQuery(OBJECTS_OF_ROWS).execute(Tuple.of(after, PAGE)).flatMap(rows -> {
            List<String> names = rows.stream().map(row -> row.getString("object")).toList();
            String[] missing = names.stream().filter(name -> !found.contains(name)).toArray(String[]::new);
            Uni<StoreReport> counted = missing.length == 0 ? Uni.createFrom().item(before)
                : pool.preparedQuery(ROWS_OF).execute(Tuple.tuple().addArrayOfString(missing)).map(count -> {
                    long lost = count.iterator().next().getLong("rows");
                    LOG.errorf("%d rows point to objects that are not there, such as %s", lost, missing[0]);
                    return before.plus(new StoreReport(0, lost, lost, 0, 0, 0));
                });
            return names.size() < PAGE ? counted : counted.flatMap(sum -> rowsWithoutObject(names.get(names.size() - 1), found, sum));
        });
    }
}
