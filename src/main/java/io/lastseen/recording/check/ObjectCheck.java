package io.lastseen.recording.check;

import io.lastseen.recording.IndexedChunk;
import io.lastseen.recording.SegmentReader;
import io.lastseen.recording.archive.ArchiveFormat;
import io.lastseen.recording.archive.ArchiveIndex;
import io.lastseen.recording.archive.ArchivedChunk;
import io.lastseen.recording.asset.ReferenceObject;
import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.Footer;
import io.lastseen.recording.format.UnreadableObject;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One object against its own checksums and the rows that point to it. Pure. */
final class ObjectCheck {
    private final ObjectKind kind;
    private final String name;
    private final byte[] bytes;
    private final List<ExpectedBytes> rows;
    private final List<String> lines = new ArrayList<>();
    /** What is damaged, and how that is known: by the row and by the object itself it is one finding. */
    private final Map<String, String> damaged = new LinkedHashMap<>();
    private long lost;
    private long unreadable;

    private ObjectCheck(ObjectKind kind, String name, byte[] bytes, List<ExpectedBytes> rows) {
        this.kind = kind;
        this.name = name;
        this.bytes = bytes;
        this.rows = rows;
    }

    static Findings of(ObjectKind kind, String name, byte[] bytes, List<ExpectedBytes> rows) {
        ObjectCheck check = new ObjectCheck(kind, name, bytes, rows);
        // an asset's row was found by the name, which is the digest of its bytes
        if (kind != ObjectKind.ASSET) {
            check.againstRows();
        }
        check.againstItself();
        return check.findings();
    }

    private void againstRows() {
        for (ExpectedBytes row : rows) {
            if (!row.liesIn(bytes)) {
                lost++;
                lines.add(name + ": " + row.what() + " is cut off: it would end at byte " + row.end() + ", the object does at " + bytes.length);
            } else if (!row.matches(bytes)) {
                damaged.put(row.what(), "its bytes do not match the SHA-256 in its row");
            }
        }
    }

    private void againstItself() {
        try {
            switch (kind) {
                case SEGMENT -> segment();
                case ARCHIVE -> archive();
                case ASSET -> asset();
                case REFERENCES -> ReferenceObject.check(name, bytes);
            }
        } catch (UnreadableObject failure) {
            unreadable++;
            lines.add(name + " cannot be read: " + failure.getMessage());
        }
    }

    private void segment() {
        for (IndexedChunk chunk : SegmentReader.index(bytes)) {
            try {
                SegmentReader.chunk(bytes, chunk);
            } catch (UnreadableObject failure) {
                damaged.putIfAbsent(ExpectedBytes.chunk(chunk.site(), chunk.document(), chunk.sequence()), "its bytes do not match their checksum");
            }
        }
    }

    private void archive() {
        Footer.ARCHIVE.checkMagic(bytes);
        ArchiveIndex index = ArchiveFormat.read(bytes, bytes.length);
        for (ArchivedChunk chunk : index.chunks()) {
            if (!MessageDigest.isEqual(chunk.digest(), sha256(chunk.position(), chunk.sealedLength()))) {
                damaged.put("chunk " + chunk.sequence() + " of document " + chunk.document(), "its bytes do not match the SHA-256 in the archive's index");
            }
        }
        if (Checksums.crc32c(bytes, index.recordAt(), index.recordLength()) != index.recordCrc()) {
            throw new UnreadableObject(UnreadableObject.Reason.CHECKSUM, "The record does not match its checksum");
        }
    }

    private void asset() {
        if (!name.endsWith("/" + HexFormat.of().formatHex(Checksums.sha256(bytes)))) {
            damaged.put(rows.isEmpty() ? "an image or font that no row knows" : rows.get(0).what(), "its bytes do not match the SHA-256 in its name");
        }
    }

    private Findings findings() {
        damaged.forEach((what, why) -> lines.add(name + ": " + what + " is damaged: " + why));
        return new Findings(new StoreReport(1, rows.size(), lost, rows.isEmpty() ? 1 : 0, damaged.size(), unreadable), List.copyOf(lines));
    }

    private byte[] sha256(int from, int length) {
        return Checksums.sha256(Arrays.copyOfRange(bytes, from, from + length));
    }
}
