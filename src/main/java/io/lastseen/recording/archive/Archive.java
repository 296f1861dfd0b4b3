package io.lastseen.recording.archive;

import io.lastseen.recording.archive.ArchiveIndex.Document;
import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.Footer;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An archive object before it is stored.
 *
 * @param content    its bytes, in pieces that are not copied
 * @param indexBytes how many of its last bytes are index and trailer
 */
public record Archive(ArchiveIndex index, List<Buffer> content, long bytes, int indexBytes) {

    /**
     * @param chunks in the order of playback; where they lay does not matter
     * @param sealed of each chunk, header and payload
     */
    public static Archive of(String site, String session, int generation, List<Document> documents, List<ArchivedChunk> chunks,
                             List<Buffer> sealed, ArchiveRecord record) {
        List<Buffer> content = new ArrayList<>(chunks.size() + 3);
        content.add(Buffer.buffer(Footer.ARCHIVE.magic()));
        int position = Footer.MAGIC_BYTES;
        List<ArchivedChunk> placed = new ArrayList<>(chunks.size());
        for (int i = 0; i < chunks.size(); i++) {
            placed.add(chunks.get(i).at(position));
            content.add(sealed.get(i));
            position = Math.addExact(position, sealed.get(i).length());
        }
        byte[] packed = record.packed();
        content.add(Buffer.buffer(packed));
        ArchiveIndex index = new ArchiveIndex(site, session, generation, documents, placed, position, packed.length, Checksums.crc32c(packed));
        byte[] closing = ArchiveFormat.closing(index);
        content.add(Buffer.buffer(closing));
        return new Archive(index, content, (long) position + packed.length + closing.length, closing.length);
    }
}
