/** Objects: segments and the way back out of them, manifests and ranged bytes of a session's recording. */
package io.lastseen.recording;
