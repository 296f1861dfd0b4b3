package io.lastseen.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastseen.recording.asset.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A visit as it came over the wire when it was recorded.
 *
 * @param kind     bounce, look, cart, buy or absent
 * @param device   desktop, tablet or mobile
 * @param origin   of the shop then
 * @param originMs of its first document, Unix milliseconds
 */
record Recorded(String name, String kind, String device, String origin, long originMs, List<Message> messages) {

    /** One message; {@code atMs} is when it arrived, milliseconds since the visit's first document's origin. */
    sealed interface Message {
        long atMs();
    }

    /** @param payload packed with gzip; empty of signals alone */
    record Posted(long atMs, int flags, long ageMs, ObjectNode header, Optional<byte[]> payload) implements Message {
    }

    record Said(long atMs, ObjectNode header) implements Message {
    }

    record Dropped(long atMs, String document, String how) implements Message {
    }

    record Shown(long atMs, String document, List<Told> entries) implements Message {
    }

    Duration length() {
        return Duration.ofMillis(messages.get(messages.size() - 1).atMs());
    }
}
