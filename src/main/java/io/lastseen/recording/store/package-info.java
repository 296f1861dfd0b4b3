/**
 * Objects in any S3-compatible store: put whole, read by range, looked at, listed, removed, and nothing else that a store
 * may lack. Nothing here blocks its caller.
 */
package io.lastseen.recording.store;
