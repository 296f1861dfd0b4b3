/** The public doors (chunks, beacon, presence WebSocket, options), admission, and the group commit behind them. */
package io.lastseen.ingest;
