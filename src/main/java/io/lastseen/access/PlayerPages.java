package io.lastseen.access;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The player's one page, for its own routes too: a link to a session must open after a reload. */
@ApplicationScoped
class PlayerPages {
    /** After the static files of Quarkus (10,000), before REST (20,000), which has only /api. */
    private static final int AFTER_STATIC_FILES = 15_000;

    private static final String MISSING = "The player is not in this build. The API is described at /q/swagger-ui.\n";

    private final PublicPaths publicPaths;
    private final Optional<Buffer> index = read();

    PlayerPages(PublicPaths publicPaths) {
        this.publicPaths = publicPaths;
    }

    void open(@Observes Router router) {
        router.route("/").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
        router.route("/index.html").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
        router.route()
                .order(AFTER_STATIC_FILES)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::answerOwnRoutes);
    }

    private void answerOwnRoutes(RoutingContext context) {
        String path = context.normalizedPath();
        boolean ours = Navigation.isOne(context.request())
                && !publicPaths.isForStrangers(path)
                && !path.equals("/api")
                && !path.startsWith("/api/")
                && !path.equals("/q")
                && !path.startsWith("/q/")
                && !path.startsWith("/_app/");
        if (ours) {
            answer(context);
        } else {
            context.next();
        }
    }

    private void answer(RoutingContext context) {
        HttpServerResponse response = context.response().putHeader("Cache-Control", "no-cache");
        if (index.isPresent()) {
            response.putHeader("Content-Type", "text/html; charset=utf-8").end(index.get());
        } else {
            response.setStatusCode(404).putHeader("Content-Type", "text/plain; charset=utf-8").end(MISSING);
        }
    }

    private static Optional<Buffer> read() {
        try (InputStream page =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources/index.html")) {
            return page == null ? Optional.empty() : Optional.of(Buffer.buffer(page.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
