/** What happens between the command line and a running service: settings, what is embedded, refusals in one sentence. */
package io.lastseen.start;
