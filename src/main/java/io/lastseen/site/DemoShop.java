package io.lastseen.site;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Serves the demo shop at {@code /demo/} as a customer's site would be served: clean paths, cacheable assets, and pages
 * that carry the snippet with the demo site's write key.
 */
@ApplicationScoped
class DemoShop {

    private static final String ROOT = "/demo/";

    private final DemoFiles files = DemoFiles.fromClasspath();
    private final Sites sites;
    private final DoorsPrefix doors;
    private volatile DemoPages pages;

    DemoShop(Sites sites, DoorsPrefix doors) {
        this.sites = sites;
        this.doors = doors;
        this.pages = DemoPages.of(files.sources(), files.layout(), "");
    }

    /** Before Quarkus' own static files, which would serve the same sources without a key. */
    void attach(@Observes Router router) {
        router.route("/demo/*").order(-100).handler(this::serve);
    }

    private void serve(RoutingContext request) {
        HttpMethod method = request.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            request.response().setStatusCode(405).putHeader(HttpHeaders.ALLOW, "GET, HEAD").end();
            return;
        }
        if (request.normalizedPath().length() < ROOT.length()) {
            redirect(request, ROOT);
            return;
        }
        String path = request.normalizedPath().substring(ROOT.length());
        DemoFile asset = files.assets().get(path);
        if (asset != null) {
            send(request, 200, asset, "public, max-age=3600");
        } else if (path.endsWith("/")) {
            redirect(request, ROOT + path.replaceAll("/+$", ""));
        } else if (path.endsWith(".html")) {
            redirect(request, ROOT + path.replaceAll("(^|/)index\\.html$|\\.html$", ""));
        } else {
            DemoPages now = pages();
            Optional<DemoFile> page = now.find(path);
            send(request, page.isPresent() ? 200 : 404, page.orElseGet(now::notFound), "no-cache");
        }
    }

    private DemoPages pages() {
        String wanted = sites.byId("demo").map(site -> Snippet.of(site, "", doors.value())).orElse("");
        DemoPages now = pages;
        if (!now.snippet().equals(wanted)) {
            now = DemoPages.of(files.sources(), files.layout(), wanted);
            pages = now;
        }
        return now;
    }

    private static void send(RoutingContext request, int status, DemoFile file, String caching) {
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader(HttpHeaders.ETAG, file.etag())
                .putHeader("X-Content-Type-Options", "nosniff");
        String known = request.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (status == 200 && known != null && (known.contains(file.etag()) || known.equals("*"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(file.content().length));
        if (request.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(Buffer.buffer(file.content()));
        }
    }

    private static void redirect(RoutingContext request, String to) {
        String query = request.request().query();
        request.response().setStatusCode(301).putHeader(HttpHeaders.LOCATION, query == null ? to : to + "?" + query).end();
    }
}
