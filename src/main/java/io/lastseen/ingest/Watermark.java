package io.lastseen.ingest;

import io.lastseen.wire.WireSignal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Which of a document's heartbeats are worth a row: those that say something new, and one from time to time. Not thread-safe. */
final class Watermark {
    static final String HEARTBEAT = "hb";
    private final long everyMs;
    private String last = "";
    private long storedMs;

    Watermark(Duration every) {
        this.everyMs = every.toMillis();
    }

    boolean isWorthARow(WireSignal signal, long nowMs) {
        if (!signal.kind().equals(HEARTBEAT)) {
            return true;
        }
        JsonObject state = new JsonObject(signal.body());
        state.remove("proof");
        String now = state.encode();
        boolean worth = !now.equals(last) || nowMs - storedMs >= everyMs;
        if (worth) {
            last = now;
            storedMs = nowMs;
        }
        return worth;
    }
}
