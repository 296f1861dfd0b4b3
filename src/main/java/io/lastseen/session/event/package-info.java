/** What became of sessions, told in one order to whoever listens: outbox, log and stream. */
package io.lastseen.session.event;
