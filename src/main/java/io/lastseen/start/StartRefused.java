package io.lastseen.start;

/** Lastseen cannot start. The message is one sentence for the operator: what is wrong and what to do. */
final class StartRefused extends RuntimeException {

    StartRefused(String sentence) {
        super(sentence);
    }
}
