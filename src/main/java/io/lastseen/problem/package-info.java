/** What every answer of the API shares: problem details (RFC 9457) and how an instant is written. Any room may use it. */
package io.lastseen.problem;
