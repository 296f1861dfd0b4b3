/** Lastseen: session replay that knows when a visitor really left, and why. */
package io.lastseen;
