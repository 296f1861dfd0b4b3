/**
 * Every way a visit can end, or only seems to, in real browsers against the running service: what was done, what the
 * service made of it, and when it knew. See docs/engagement.md for the table and the command that repeats it.
 */
package io.lastseen.e2e.endings;
