package io.lastseen.ingest;

import io.lastseen.wire.Frame;
import io.lastseen.wire.WireSignal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Heartbeats of browsers that can have no WebSocket: each replica keeps the watermarks of the documents it heard last. */
@ApplicationScoped
class PostedHeartbeats {
    /** Heartbeats come every 15 s, and one who is not heard for 75 s is unreachable: rows are at most 60 s apart. */
    private static final Duration EVERY = Duration.ofSeconds(45);
    private static final int DOCUMENTS = 20_000;
    private final Clock clock;
    private final Map<String, Watermark> byDocument = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Watermark> eldest) {
            return size() > DOCUMENTS;
        }
    };

    PostedHeartbeats(Clock clock) {
        this.clock = clock;
    }

    synchronized List<WireSignal> worthARow(Frame frame) {
        List<WireSignal> signals = frame.header().signals();
        if (signals.stream().noneMatch(signal -> signal.kind().equals(Watermark.HEARTBEAT))) {
            return signals;
        }
        Watermark watermark = byDocument.computeIfAbsent(frame.header().document(), document -> new Watermark(EVERY));
        return signals.stream().filter(signal -> watermark.isWorthARow(signal, clock.millis())).toList();
    }

    /** What it said could not be stored. */
    synchronized void forget(String document) {
        byDocument.remove(document);
    }
}
