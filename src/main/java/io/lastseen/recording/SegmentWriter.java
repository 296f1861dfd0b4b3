package io.lastseen.recording;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Lays chunks out as one segment object (docs/storage-format.md): the chunks, an index with checksums, a trailer. */
public final class SegmentWriter {
    static final byte[] MAGIC = "LSSEG\0\0\1".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] END = "LSND".getBytes(StandardCharsets.ISO_8859_1);

    private SegmentWriter() {
    }

    public static Segment write(List<SegmentEntry> entries) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(estimate(entries));
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(MAGIC);
            List<Integer> payloadPositions = new ArrayList<>(entries.size());
            List<Integer> positions = new ArrayList<>(entries.size());
            for (SegmentEntry entry : entries) {
                positions.add(out.size());
                payloadPositions.add(out.size() + entry.headerLength());
                out.write(entry.body());
            }
            byte[] index = index(entries, positions);
            out.write(index);
            out.writeInt(crc(index));
            out.writeInt(index.length);
            out.write(END);
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
            out.writeInt(crc(entry.body()));
        }
        return bytes.toByteArray();
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }

    private static int estimate(List<SegmentEntry> entries) {
        return entries.stream().mapToInt(entry -> entry.body().length + 96).sum() + 64;
    }
}
