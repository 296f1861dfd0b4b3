package io.lastseen.recording.store;

/** The object store cannot be used as it is. The message is one sentence for the operator: what is wrong and what to do. */
public final class StoreUnusable extends RuntimeException {

    public StoreUnusable(String sentence) {
        super(sentence);
    }
}
