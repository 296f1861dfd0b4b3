package io.lastseen.recording.check;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/**
 * What a row says of an object.
 *
 * @param position of the first byte
 * @param digest   SHA-256 over these bytes, where the row has one
 * @param what     the row, for people
 */
record ExpectedBytes(int position, int length, Optional<byte[]> digest, String what) {

    static ExpectedBytes of(Row row) {
        Buffer digest = row.getDelegate().getBuffer("digest");
        return new ExpectedBytes(row.getInteger("position"), row.getInteger("length"), Optional.ofNullable(digest).map(Buffer::getBytes),
            row.getString("document_id") + " " + row.getInteger("sequence"));
    }
}
