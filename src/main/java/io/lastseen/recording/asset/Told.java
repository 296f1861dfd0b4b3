package io.lastseen.recording.asset;

import java.nio.ByteBuffer;

/** What is told of one name in a document's recording. */
public sealed interface Told {
    String name();

    /** @param sha256 of a content that the service is believed to have */
    record Known(String name, byte[] sha256) implements Told {
    }

    record Brought(String name, ByteBuffer content) implements Told {
    }

    /** An image that could not be read; its size in CSS pixels. */
    record Unread(String name, int width, int height) implements Told {
    }
}
