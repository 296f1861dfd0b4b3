/** Who may see what: one access token for everything but the doors, the recorder script, the demo and health. */
package io.lastseen.access;
