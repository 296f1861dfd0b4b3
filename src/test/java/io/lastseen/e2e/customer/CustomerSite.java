package io.lastseen.e2e.customer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The web server of somebody who put the snippet on his pages. It answers as {@code localhost} and as
 * {@code 127.0.0.1}, which to a browser are two hosts.
 */
public final class CustomerSite implements AutoCloseable {
    private record Page(Buffer content, Map<String, String> headers) {
    }

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final HttpServer server;

    private CustomerSite() throws Exception {
        server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    public static CustomerSite start() throws Exception {
        return new CustomerSite();
    }

    public CustomerSite page(String path, String html) {
        return page(path, html, Map.of());
    }

    public CustomerSite page(String path, String html, Map<String, String> headers) {
        pages.put(path, new Page(Buffer.buffer(html), headers));
        return this;
    }

    /** An image, a font or a style sheet, which a browser may keep for an hour unless the headers say otherwise. */
    public CustomerSite file(String path, String type, byte[] content, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", type, "Cache-Control", "max-age=3600"));
        all.putAll(headers);
        pages.put(path, new Page(Buffer.buffer(content), all));
        return this;
    }

    /** How often the path was asked for, with its query. */
    public int asked(String uri) {
        return asked.getOrDefault(uri, 0);
    }

    /** A small page with the title, the snippet in its head, and the body. */
    public CustomerSite recordedPage(String path, String title, String snippet, String body) {
        return page(path, html(title, snippet, body));
    }

    public static String html(String title, String head, String body) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title><link rel="icon" href="data:,">
                %s
                </head><body>
                %s
                </body></html>
                """.formatted(title, head, body);
    }

    public String origin() {
        return "http://localhost:" + server.actualPort();
    }

    public String otherHost() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public String url(String path) {
        return origin() + path;
    }

    private void answer(HttpServerRequest request) {
        asked.merge(request.uri(), 1, Integer::sum);
        Page page = pages.getOrDefault(request.uri(), pages.get(request.path()));
        HttpServerResponse response = request.response();
        if (page == null) {
            response.setStatusCode(404).putHeader("Content-Type", "text/plain").end("Nothing here");
            return;
        }
        response.putHeader("Content-Type", "text/html; charset=utf-8").putHeader("Cache-Control", "no-cache");
        page.headers().forEach(response::putHeader);
        response.end(page.content());
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
