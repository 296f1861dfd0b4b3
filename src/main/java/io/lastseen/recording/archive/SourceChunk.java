package io.lastseen.recording.archive;

/** A chunk in the object that holds it now: a segment, or an archive's earlier generation. */
public record SourceChunk(String object, ArchivedChunk chunk) {
}
