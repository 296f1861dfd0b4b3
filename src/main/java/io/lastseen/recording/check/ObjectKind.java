package io.lastseen.recording.check;

import io.lastseen.recording.archive.ArchiveNames;
import io.lastseen.recording.asset.ReferenceObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.function.Function;

/** Kinds of objects by what their names begin with, and the rows that know of each. */
enum ObjectKind {
    SEGMENT("segments/", """
        select segment as object, position - header_length as position, header_length + length as length, digest, site_id, document_id, sequence
        from chunk where segment = any($1::text[])""",
        row -> ExpectedBytes.chunk(row.getString("site_id"), row.getString("document_id"), row.getInteger("sequence"))),

    ARCHIVE(ArchiveNames.PREFIX, """
        select object, 0 as position, object_bytes::int as length, null::bytea as digest, site_id, session_id
        from archive where object = any($1::text[])""",
        row -> "the archive of session " + row.getString("session_id") + " of site " + row.getString("site_id")),

    /** Its name ends with its SHA-256. */
    ASSET("assets/", """
        select o.object, 0 as position, a.length, a.sha256 as digest, a.site_id, a.type
        from unnest($1::text[]) o (object)
        join asset a on a.site_id = split_part(o.object, '/', 2) and encode(a.sha256, 'hex') = split_part(o.object, '/', 3)""",
        row -> (row.getString("type").startsWith("font/") ? "a font" : "an image") + " of site " + row.getString("site_id")),

    REFERENCES(ReferenceObject.PREFIX, """
        select o.object, 0 as position, 0 as length, null::bytea as digest, d.site_id, d.id as document_id
        from unnest($1::text[]) o (object)
        join document d on d.site_id = split_part(o.object, '/', 2) and d.id = split_part(o.object, '/', 3)""",
        row -> "what document " + row.getString("document_id") + " of site " + row.getString("site_id") + " shows");

    final String prefix;
    /** Of the objects in {@code $1}: object, position, length and digest, and what {@link #expected} is told by. */
    final String rows;
    private final Function<Row, String> what;

    ObjectKind(String prefix, String rows, Function<Row, String> what) {
        this.prefix = prefix;
        this.rows = rows;
        this.what = what;
    }

    ExpectedBytes expected(Row row) {
        return ExpectedBytes.of(row, what.apply(row));
    }
}
