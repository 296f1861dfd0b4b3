package io.lastseen.engagement;

import java.time.Instant;

/**
 * One piece of evidence that decided, ready to be read.
 *
 * @param kind kind of the signal, or {@code timer} for time that ran out
 * @param at   on the service's clock
 * @param text one sentence
 */
public record Cited(String kind, Instant at, String text) { }
