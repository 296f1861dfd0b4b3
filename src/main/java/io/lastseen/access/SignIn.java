package io.lastseen.access;

import io.lastseen.site.PublicUrl;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** {@code /access}: turns the token, from the printed link or the form, into a cookie. */
@ApplicationScoped
class SignIn {
    private static final Duration SIGNED_IN_FOR = Duration.ofDays(400);
    private static final long LONGEST_FORM_BYTES = 8_192;
    private static final String WRONG = "This is not the access token. Copy it again from what Lastseen printed at its start.";

    private final Credentials credentials;
    private final WrongTokens wrongTokens;

    SignIn(Credentials credentials, WrongTokens wrongTokens) {
        this.credentials = credentials;
        this.wrongTokens = wrongTokens;
    }

    void open(@Observes Router router) {
        router.get("/access").handler(c -> enter(c, c.request().getParam("token"), c.request().getParam("to")));
        router.post("/access")
                .handler(BodyHandler.create(false).setBodyLimit(LONGEST_FORM_BYTES))
                .handler(c -> enter(c, c.request().getFormAttribute("token"), c.request().getFormAttribute("to")));
        // Quarkus would log the failed request's URL, and with it the token.
        router.route("/access").failureHandler(c -> {
            int status = c.statusCode() >= 400 && c.statusCode() < 500 ? c.statusCode() : 400;
            SignInPage.answer(c.response(), status, "/", "This could not be read. Try again.");
        });
    }

    private void enter(RoutingContext context, String token, String to) {
        if (token == null) {
            showForm(context, to);
        } else if (credentials.isToken(token.strip())) {
            signIn(context, to);
        } else {
            wrongTokens.slow(context, () -> SignInPage.answer(context.response(), 401, to, WRONG));
        }
    }

    private void showForm(RoutingContext context, String to) {
        if (credentials.shownBy(context.request()) == Credentials.Shown.COOKIE) {
            redirect(context, to);
        } else {
            SignInPage.answer(context.response(), 200, to, "");
        }
    }

    private void signIn(RoutingContext context, String to) {
        context.response()
                .addCookie(Cookie.cookie(Credentials.COOKIE, credentials.cookieValue())
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setSecure(PublicUrl.scheme(context.request()).equals("https"))
                        .setMaxAge(SIGNED_IN_FOR.toSeconds()));
        redirect(context, to);
    }

    private static void redirect(RoutingContext context, String to) {
        context.response()
                .setStatusCode(303)
                .putHeader("Location", LocalPath.of(to))
                .putHeader("Cache-Control", "no-store")
                .end();
    }
}
