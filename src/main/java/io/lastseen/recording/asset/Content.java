package io.lastseen.recording.asset;

import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.store.ObjectName;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/** A content that a recorder brought, with the name that its bytes give it. */
record Content(Buffer bytes, AssetType type, byte[] sha256) {

    /** Empty where it is no kind of content that is kept. */
    static Optional<Content> of(ByteBuffer brought) {
        return AssetType.of(brought).map(type -> {
            byte[] bytes = new byte[brought.remaining()];
            brought.duplicate().get(bytes);
            return new Content(Buffer.buffer(bytes), type, Checksums.sha256(bytes));
        });
    }

    /** Below the site: of another site the same content is another object, so neither learns of the other's. */
    static ObjectName nameOf(String site, byte[] sha256) {
        return new ObjectName("assets/" + site + "/" + HexFormat.of().formatHex(sha256));
    }
}
