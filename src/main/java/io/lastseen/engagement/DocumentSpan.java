package io.lastseen.engagement;

import java.time.Instant;

/**
 * What of a document belongs to a session; the rest of it may belong to a later one.
 *
 * @param from  first instant, on the service's clock
 * @param to    last instant so far; the session's end once it has ended
 * @param clock maps the document's own times to the service's clock
 */
public record DocumentSpan(String document, String tab, String visitor, Instant from, Instant to, DocumentClock clock) { }
