package io.lastseen.recording.check;

import io.lastseen.recording.IndexedChunk;
import io.lastseen.recording.SegmentReader;
import io.lastseen.recording.archive.ArchiveFormat;
import io.lastseen.recording.archive.ArchiveIndex;
import io.lastseen.recording.archive.ArchiveNames;
import io.lastseen.recording.archive.ArchivedChunk;
import io.lastseen.recording.asset.ReferenceObject;
import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.Footer;
import io.lastseen.recording.format.UnreadableObject;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;

/** One object against its own checksums and the rows that point to it. Pure but for what it logs. */
final class ObjectCheck {
    static final String ASSETS = "assets/";
    private static final Logger LOG = Logger.getLogger(ObjectCheck.class);

    private ObjectCheck() {
    }

    static StoreReport of(String name, byte[] bytes, List<ExpectedBytes> rows) {
        long lost = rows.stream().filter(row -> !holds(name, bytes, row)).count();
        long damaged = 0;
        long unreadable = 0;
        try {
            damaged = name.startsWith(ArchiveNames.PREFIX) ? damagedOfArchive(name, bytes)
                : name.startsWith(ASSETS) ? damagedContent(name, bytes)
                : name.startsWith(ReferenceObject.PREFIX) ? damagedReferences(name, bytes) : damagedOfSegment(name, bytes);
        } catch (UnreadableObject failure) {
            LOG.errorf("%s: %s", name, failure.getMessage());
            unreadable = 1;
        }
        return new StoreReport(1, rows.size(), lost, rows.isEmpty() ? 1 : 0, damaged, unreadable);
    }

    /** A digest that does not match is counted where the object's own checksums are compared; here it is said which row it is. */
    private static boolean holds(String name, byte[] bytes, ExpectedBytes row) {
        if ((long) row.position() + row.length() > bytes.length) {
            LOG.errorf("%s does not reach as far as the row of %s says", name, row.what());
            return false;
        }
        row.digest().filter(digest -> !MessageDigest.isEqual(digest, sha256(bytes, row.position(), row.length())))
            .ifPresent(digest -> LOG.errorf("%s: the bytes of %s do not match their row's digest", name, row.what()));
        return true;
    }

    private static long damagedOfSegment(String name, byte[] bytes) {
        long damaged = 0;
        for (IndexedChunk chunk : SegmentReader.index(bytes)) {
            try {
                SegmentReader.chunk(bytes, chunk);
            } catch (UnreadableObject failure) {
                LOG.errorf("%s: %s", name, failure.getMessage());
                damaged++;
            }
        }
        return damaged;
    }

    private static long damagedOfArchive(String name, byte[] bytes) {
        Footer.ARCHIVE.checkMagic(bytes);
        ArchiveIndex index = ArchiveFormat.read(bytes, bytes.length);
        long damaged = 0;
        for (ArchivedChunk chunk : index.chunks()) {
            if (!MessageDigest.isEqual(chunk.digest(), sha256(bytes, chunk.position(), chunk.sealedLength()))) {
                LOG.errorf("%s: chunk %d of document %s does not match its digest", name, chunk.sequence(), chunk.document());
                damaged++;
            }
        }
        if (Checksums.crc32c(bytes, index.recordAt(), index.recordLength()) != index.recordCrc()) {
            throw new UnreadableObject(UnreadableObject.Reason.CHECKSUM, "The record does not match its checksum");
        }
        return damaged;
    }

    /** Its name is its digest. */
    private static long damagedContent(String name, byte[] bytes) {
        if (name.endsWith("/" + HexFormat.of().formatHex(Checksums.sha256(bytes)))) {
            return 0;
        }
        LOG.errorf("%s: the bytes do not match the name", name);
        return 1;
    }

    private static long damagedReferences(String name, byte[] bytes) {
        ReferenceObject.check(name, bytes);
        return 0;
    }

    private static byte[] sha256(byte[] bytes, int from, int length) {
        return Checksums.sha256(Arrays.copyOfRange(bytes, from, from + length));
    }
}
