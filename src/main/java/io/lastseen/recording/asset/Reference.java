package io.lastseen.recording.asset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which name a document's recording refers to which content.
 *
 * @param index  of the entry that told it
 * @param sha256 empty where only the size is known
 */
record Reference(int index, String name, Optional<byte[]> sha256, int width, int height) {

    /** Entries whose content was refused refer to nothing. */
    static List<Reference> all(List<Told> entries, Map<Integer, Content> contents) {
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Told entry = entries.get(i);
            if (entry instanceof Told.Known known) {
                references.add(new Reference(i, known.name(), Optional.of(known.sha256()), 0, 0));
            } else if (entry instanceof Told.Unread unread) {
                references.add(new Reference(i, unread.name(), Optional.empty(), unread.width(), unread.height()));
            } else if (contents.containsKey(i)) {
                references.add(new Reference(i, entry.name(), Optional.of(contents.get(i).sha256()), 0, 0));
            }
        }
        return references;
    }
}
