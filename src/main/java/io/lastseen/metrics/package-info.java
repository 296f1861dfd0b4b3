/**
 * The numbers: sessions, bounce, drop-off, funnels, computed from the rows the decision loop wrote, which this room reads
 * and never writes. What each number means is said once, in {@link io.lastseen.metrics.Definition}.
 */
package io.lastseen.metrics;
