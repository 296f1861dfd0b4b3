package io.lastseen.recording;

import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.Footer;
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
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(estimate(entries));
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(Footer.SEGMENT.magic());
            List<Integer> payloadPositions = new ArrayList<>(entries.size());
            List<Integer> positions = new ArrayList<>(entries.size());
            for (SegmentEntry entry : entries) {
                positions.add(out.size());
                payloadPositions.add(out.size() + entry.headerLength());
                out.write(entry.body());
            }
            out.write(Footer.SEGMENT.closing(index(entries, positions)));
            return new Segment(bytes.toByteArray(), payloadPositions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static int estimate(List<SegmentEntry> entries) {
        return entries.stream().mapToInt(entry -> entry.body().length + 96).sum() + 64;
    }
}
