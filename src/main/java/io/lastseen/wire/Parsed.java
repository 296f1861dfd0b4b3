package io.lastseen.wire;

/** What became of bytes from outside: accepted as {@code T}, or refused with a reason and a sentence for people. */
public sealed interface Parsed<T> {

    record Accepted<T>(T value) implements Parsed<T> {
    }

    /** @param detail one sentence that says what is wrong; holds nothing of the input but names and numbers */
    record Refused<T>(WireRefusal reason, String detail) implements Parsed<T> {
    }
}
