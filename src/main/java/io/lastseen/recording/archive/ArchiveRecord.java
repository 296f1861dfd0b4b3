package io.lastseen.recording.archive;

import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.format.UnreadableObject.Reason;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * All that PostgreSQL knows of a session, as its rows stood when the archive was written: one JSON object, a member per table.
 */
public record ArchiveRecord(JsonObject rows) {
    /** Far more than the evidence of the longest session; a gzip bomb ends here. */
    private static final int MOST_BYTES = 256 * 1024 * 1024;

    public byte[] packed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(rows.encode().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableObject where these are not the bytes of a record */
    public static ArchiveRecord unpacked(byte[] packed) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = zip.readNBytes(MOST_BYTES);
            if (zip.read() >= 0) {
                throw new UnreadableObject(Reason.CONTRADICTION, "The record unpacks to more than " + MOST_BYTES + " bytes");
            }
            return new ArchiveRecord(new JsonObject(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException | DecodeException e) {
            throw new UnreadableObject(Reason.CONTRADICTION, "The record cannot be unpacked: " + e.getMessage());
        }
    }

    /** This record, and the evidence that only the earlier generation still has, as far as it is not erased: PostgreSQL lets go of it. */
    ArchiveRecord withEvidenceOf(ArchiveRecord earlier, ErasedSpans erased) {
        JsonArray now = rows.getJsonArray("evidence");
        Set<String> known = new HashSet<>();
        now.forEach(row -> known.add(key((JsonObject) row)));
        JsonArray all = now.copy();
        earlier.rows.getJsonArray("evidence").stream().map(JsonObject.class::cast).filter(row -> !known.contains(key(row)) && !erased.touch(row))
            .forEach(all::add);
        return new ArchiveRecord(rows.copy().put("evidence", all));
    }

    private static String key(JsonObject row) {
        return row.getString("document_id") + ' ' + row.getLong("n");
    }
}
