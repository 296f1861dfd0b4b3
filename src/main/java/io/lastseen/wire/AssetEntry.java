package io.lastseen.wire;

import java.nio.ByteBuffer;

/** What a recorder says of one name under which its recording refers to something from elsewhere. */
public sealed interface AssetEntry {
    String name();

    /** Shows a content the recorder believes the service to have. @param sha256 32 bytes */
    record Known(String name, byte[] sha256) implements AssetEntry {
    }

    /** Shows this content. */
    record Brought(String name, ByteBuffer content) implements AssetEntry {
    }

    /** Shows an image that could not be read; its size in CSS pixels. */
    record Unread(String name, int width, int height) implements AssetEntry {
    }
}
