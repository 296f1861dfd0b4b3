/**
 * How Lastseen knows that somebody left: evidence in, sessions and verdicts out.
 *
 * <p>Pure: no I/O, no framework, no clock of its own. Evidence folds idempotently and in any order to the same state, and a
 * verdict is a function of that state and the instant at which one asks ({@link io.lastseen.engagement.Engagement#judge}).
 */
package io.lastseen.engagement;
