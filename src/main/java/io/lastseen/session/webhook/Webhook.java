package io.lastseen.session.webhook;

import java.util.List;

/**
 * Where a site's events go.
 *
 * @param events types that are wanted, such as {@code session.ended}
 * @param secret key of the signatures
 */
record Webhook(String site, String url, List<String> events, String secret, boolean enabled) {
}
