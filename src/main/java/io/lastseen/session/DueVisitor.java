package io.lastseen.session;

/**
 * A visitor somebody has to decide.
 *
 * @param rev counts what came in for the visitor: where it has moved on, the decision was made without the newest
 */
record DueVisitor(String site, String visitor, long rev) {
}
