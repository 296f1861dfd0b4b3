package io.lastseen.access;

import io.lastseen.site.PublicUrl;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Whether a request that a cookie signed may change something: only where the browser says that a page of this service
 * sent it. SameSite=Lax alone would let a neighbour on the same domain, or on another port of localhost, do it.
 */
@ApplicationScoped
class CrossSite {
    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final PublicUrl publicUrl;

    CrossSite(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    boolean allows(HttpServerRequest request) {
        if (HARMLESS.contains(request.method())) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return origin != null && (isOwn(origin, request) || isSet(origin));
    }

    /** Without the scheme: a proxy that ends TLS need not say that it did. */
    private static boolean isOwn(String origin, HttpServerRequest request) {
        int host = origin.indexOf("://");
        return host > 0 && origin.substring(host + 3).equalsIgnoreCase(PublicUrl.authority(request));
    }

    private boolean isSet(String origin) {
        return publicUrl.setting().map(url -> url.equals(origin) || url.startsWith(origin + "/")).orElse(false);
    }
}
