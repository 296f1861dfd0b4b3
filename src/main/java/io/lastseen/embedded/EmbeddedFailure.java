package io.lastseen.embedded;

/** What is embedded cannot start. The message is one sentence for the operator: what is wrong and what to do. */
public final class EmbeddedFailure extends RuntimeException {

    public EmbeddedFailure(String sentence) {
        super(sentence);
    }

    public EmbeddedFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
