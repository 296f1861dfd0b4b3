/** Events posted to an address of the site's owner: signed, tried for a day, never into the service's own network. */
package io.lastseen.session.webhook;
