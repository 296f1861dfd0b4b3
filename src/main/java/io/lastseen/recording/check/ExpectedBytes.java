package io.lastseen.recording.check;

import io.lastseen.recording.format.Checksums;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a row says of an object.
 *
 * @param position of the first byte
 * @param digest   SHA-256 over these bytes, where the row has one
 * @param what     they are, for people
 */
record ExpectedBytes(int position, int length, Optional<byte[]> digest, String what) {

    static ExpectedBytes of(Row row, String what) {
        Buffer digest = row.getDelegate().getBuffer("digest");
        return new ExpectedBytes(row.getInteger("position"), row.getInteger("length"), Optional.ofNullable(digest).map(Buffer::getBytes), what);
    }

    static String chunk(String site, String document, int sequence) {
        return "chunk " + sequence + " of document " + document + " of site " + site;
    }

    long end() {
        return (long) position + length;
    }

    boolean liesIn(byte[] object) {
        return end() <= object.length;
    }

    boolean matches(byte[] object) {
        return digest.isEmpty()
            || MessageDigest.isEqual(digest.get(), Checksums.sha256(Arrays.copyOfRange(object, position, position + length)));
    }
}
