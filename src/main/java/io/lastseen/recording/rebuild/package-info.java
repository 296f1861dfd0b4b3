/** Everything back from the object store alone: rows out of archives and segments, and the copies of what people had set. */
package io.lastseen.recording.rebuild;
