package io.lastseen.ingest;

import io.lastseen.ingest.caller.Caller;
import io.lastseen.wire.Frame;
import io.lastseen.wire.Header;
import io.lastseen.wire.WireSignal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** Turns what the wire brought into what is stored. */
final class Arrivals {
    /** Older on sending than this, and it was kept, whatever the flag says: a live chunk is sealed within 3 s. */
    private static final long LIVE_AGE_MS = 10_000;

    private Arrivals() {
    }

    /** @param signals those of the frame that are worth a row */
    static Arrival of(String site, Frame frame, List<WireSignal> signals, Caller caller) {
        Header header = frame.header();
        boolean live = !frame.buffered() && frame.ageMs() < LIVE_AGE_MS;
        Optional<ArrivingChunk> chunk = header.span().map(span -> new ArrivingChunk(span.sequence(), frame.codec().code(),
            span.firstMs(), span.lastMs(), span.keyframe(), sha256(frame.body()), frame.body(), frame.headerLength()));
        return of(document(site, header, frame.ageMs(), caller), chunk, evidence(header, signals, header.sentAtClientMs(frame.ageMs()), live));
    }

    static Arrival of(ArrivingDocument document, Optional<ArrivingChunk> chunk, List<ArrivingEvidence> evidence) {
        return new Arrival(document, chunk, evidence, Urgency.of(evidence));
    }

    /** @param ageMs how long the header had been sealed when it was sent */
    static ArrivingDocument document(String site, Header header, long ageMs, Caller caller) {
        return new ArrivingDocument(site, header.document(), header.visitor(), header.tab(), header.originMs(), caller,
            header.atMs() + ageMs);
    }

    static List<ArrivingEvidence> evidence(Header header, List<WireSignal> signals, long sentMs, boolean live) {
        return signals.stream()
            .map(s -> new ArrivingEvidence(s.n(), s.kind(), header.originMs() + s.atMs(), sentMs, live, s.body()))
            .toList();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
