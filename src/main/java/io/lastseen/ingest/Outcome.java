package io.lastseen.ingest;

/** What became of an arrival. */
sealed interface Outcome {

    /** The bytes are in the object store and the index row is committed. */
    record Stored() implements Outcome {
    }

    /** The same bytes had been stored before. */
    record Duplicate() implements Outcome {
    }

    /** The same document and sequence hold other bytes; the first stay. */
    record Conflict() implements Outcome {
    }

    /** What this belongs to was erased: it must never come back. */
    record Erased() implements Outcome {
    }

    /** PostgreSQL will never take these values; everything else of the batch was stored. */
    record Unstorable(String detail) implements Outcome {
    }

    /** Store or database did not answer in time: nothing was acknowledged, the recorder tries again. */
    record Unavailable(String detail) implements Outcome {
    }
}
