package io.lastseen.demo;

/**
 * Where visits come from.
 *
 * @param referrer address of the page before; empty: none
 * @param query    what the link was tagged with; empty: nothing
 * @param share    of all visits, in thousandths
 * @param drive    how much those who come from there want something: 0 nothing, 1 to buy
 */
record Origin(String referrer, String query, int share, double drive) {
}
