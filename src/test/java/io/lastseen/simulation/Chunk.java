package io.lastseen.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A chunk as a recorder keeps it until it is acknowledged: its sealed bytes never change. And what became of it. */
final class Chunk {
    private static final int PREFIX = 16;
    private final Page page;
    private final int sequence;
    private final long firstMs;
    private final long lastMs;
    private final byte[] header;
    private final byte[] payload;
    private final boolean poisoned;
    private boolean acknowledged;
    private boolean over;

    Chunk(Page page, int sequence, long firstMs, long lastMs, String content) {
        this(page, sequence, firstMs, lastMs, content, false);
    }

    /** @param poisoned holds a value that PostgreSQL will never take */
    Chunk(Page page, int sequence, long firstMs, long lastMs, String content, boolean poisoned) {
        this.poisoned = poisoned;
        this.page = page;
        this.sequence = sequence;
        this.firstMs = firstMs;
        this.lastMs = lastMs;
        this.payload = content.getBytes(StandardCharsets.UTF_8);
        this.header = """
            {"v":"%s","t":"%s","d":"%s","o":%d,"at":%d,"s":%d,"f":%d,"l":%d,"k":%s,"e":[{"n":%d,"t":%d,"k":"%s"%s}]}""".formatted(page.visitor(), page.tab(),
            page.id(), page.opened().toEpochMilli(), lastMs, sequence, firstMs, lastMs, sequence == 0, sequence + 1, firstMs,
            sequence == 0 ? "load" : "input", poisoned ? ",\"value\":\"poison\"" : "").getBytes(StandardCharsets.UTF_8);
    }

    boolean poisoned() {
        return poisoned;
    }

    Page page() {
        return page;
    }

    String key() {
        return page.id() + ' ' + sequence;
    }

    int sequence() {
        return sequence;
    }

    long firstMs() {
        return firstMs;
    }

    long lastMs() {
        return lastMs;
    }

    byte[] payload() {
        return payload;
    }

    /** When its last event was: it can be sent from then on. */
    Instant sealed() {
        return page.opened().plusMillis(lastMs);
    }

    /** The frame that is sent at this instant. */
    byte[] frame(Instant now) {
        return ByteBuffer.allocate(PREFIX + header.length + payload.length).put((byte) 'L').put((byte) 'S').put((byte) 1).put((byte) 1)
            .putShort((short) header.length).putShort((short) 0).putInt(payload.length).putInt((int) Duration.between(sealed(), now).toMillis())
            .put(header).put(payload).array();
    }

    boolean overlaps(long fromMs, Optional<Long> toMs) {
        return lastMs >= fromMs && toMs.filter(to -> firstMs > to).isEmpty();
    }

    boolean acknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
        over = true;
    }

    /** The recorder does not send it any more. */
    void giveUp() {
        over = true;
    }

    boolean over() {
        return over;
    }
}
