package io.lastseen.start;

import io.lastseen.access.AccessToken;
import io.lastseen.site.PublicUrl;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.net.URLEncoder;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Says where everything is, once the service listens. The sign-in link is the token, so it is printed where somebody sits
 * before the terminal or has no other way to learn it, but not into the logs of a cluster whose operator chose it.
 */
@ApplicationScoped
class Banner {

    private final PublicUrl url;
    private final AccessToken token;
    private final boolean tokenKnown;

    Banner(PublicUrl url, AccessToken token,
            @ConfigProperty(name = "lastseen.access.token") Optional<String> chosen,
            @ConfigProperty(name = "lastseen.embedded.database", defaultValue = "false") boolean embedded) {
        this.url = url;
        this.token = token;
        this.tokenKnown = chosen.isPresent() && !embedded;
    }

    void listening(@ObservesAsync HttpServerStart start) {
        if (LaunchMode.current() != LaunchMode.TEST) {
            System.out.println(text(url.setting().orElse("http://localhost:" + start.options().getPort()), signIn()));
            System.out.flush();
        }
    }

    private String signIn() {
        return tokenKnown ? "/" : "/access?token=" + URLEncoder.encode(token.value(), UTF_8);
    }

    static String text(String base, String signIn) {
        return """

                Lastseen is ready.

                  Player               %1$s%2$s
                  Demo shop            %1$s/demo/
                  Snippet for a site   %1$s/settings/sites
                  API documentation    %1$s/q/swagger-ui
                  OpenAPI              %1$s/q/openapi

                Ctrl-C stops it.
                """.formatted(base, signIn);
    }
}
