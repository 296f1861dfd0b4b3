package io.lastseen.session;

import java.util.Map;

/**
 * A person somebody has to decide.
 *
 * @param visitor the visitor id that stands for the person: of several that were joined, the one seen first
 * @param revs    by visitor id of the person, how much had come in for it: where it has moved on, the decision was made
 *                without the newest. Ids for which nothing is due are left out
 */
record DueVisitor(String site, String visitor, Map<String, Long> revs) {
}
