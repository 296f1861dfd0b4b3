package io.lastseen.engagement;

import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What of a document belongs to a session; the rest of it may belong to a later one.
 *
 * @param from  first instant, on the service's clock
 * @param to    last instant so far; the session's end once it has ended
 * @param clock maps the document's own times to the service's clock
 * @param first number of the first evidence of the recorder in it; 0 where only the service testified
 * @param last  number of the last, likewise
 */
public record DocumentSpan(String document, String tab, String visitor, Instant from, Instant to, DocumentClock clock, long first, long last) {
    Stream<Anchor> anchors() {
        return LongStream.of(first, last).filter(n -> n > 0).mapToObj(n -> new Anchor(document, n));
    }
}
