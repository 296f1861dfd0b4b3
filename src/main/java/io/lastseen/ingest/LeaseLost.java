package io.lastseen.ingest;

/** This replica's lease had run out: the others have spoken for its channels, which say nothing any more. */
record LeaseLost() {
}
