package io.lastseen.recording;

import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.Footer;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Lays chunks out as one segment object (docs/storage-format.md): the chunks, an index with checksums, a trailer. */
public final class SegmentWriter {
    private SegmentWriter() {
    }

    public static Segment write(List<SegmentEntry> entries) {
        List<Buffer> parts = new ArrayList<>(entries.size() + 2);
        parts.add(part(Footer.SEGMENT.magic()));
        List<Integer> payloadPositions = new ArrayList<>(entries.size());
        List<Integer> positions = new ArrayList<>(entries.size());
        int position = Footer.SEGMENT.magic().length;
        for (SegmentEntry entry : entries) {
            positions.add(position);
            payloadPositions.add(position + entry.headerLength());
            parts.add(part(entry.body()));
            position += entry.body().length;
        }
        try {
            parts.add(part(Footer.SEGMENT.closing(index(entries, positions))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Segment(List.copyOf(parts), payloadPositions);
    }

    /** A view of the array, no copy. */
    private static Buffer part(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }

    private static byte[] index(List<SegmentEntry> entries, List<Integer> positions) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 80);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            SegmentEntry entry = entries.get(i);
            out.writeUTF(entry.site());
            out.writeUTF(entry.document());
            out.writeInt(entry.sequence());
            out.writeByte(entry.codec());
            out.writeInt(positions.get(i));
            out.writeInt(entry.headerLength());
            out.writeInt(entry.body().length);
            out.writeInt(Checksums.crc32c(entry.body()));
        }
        return bytes.toByteArray();
    }
}
