package io.lastseen.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** A person's browser that goes to a page, as opposed to a page or a program that asks for data. */
final class Navigation {
    private Navigation() {}

    static boolean isOne(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        String path = request.path();
        return (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)
                && accept != null
                && accept.contains("text/html")
                && path != null
                && !path.startsWith("/api/");
    }
}
