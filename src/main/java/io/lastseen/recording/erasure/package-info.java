/**
 * Takes recordings and what is personal away, by request or by age: rows at once, bytes from every object that holds them soon
 * after. What was counted stays counted.
 */
package io.lastseen.recording.erasure;
