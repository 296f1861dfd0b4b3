/**
 * The recorder's wire format, version 1 (docs/wire-format.md): bytes in, records or a typed refusal out.
 *
 * <p>Pure: no I/O, no clock, no framework. Everything in here runs on hostile input.
 */
package io.lastseen.wire;
