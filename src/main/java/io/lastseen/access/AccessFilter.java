package io.lastseen.access;

import io.lastseen.problem.Problem;
import io.lastseen.problem.ProblemRoute;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Stands before every route. */
@ApplicationScoped
class AccessFilter {
    private static final int BEFORE_EVERYTHING = 1_000;
    private static final String HOW = "Send the access token as Authorization: Bearer, or sign in at /access."
            + " Lastseen prints it when it starts.";

    private final PublicPaths publicPaths;
    private final Credentials credentials;
    private final CrossSite crossSite;
    private final WrongTokens wrongTokens;

    AccessFilter(PublicPaths publicPaths, Credentials credentials, CrossSite crossSite, WrongTokens wrongTokens) {
        this.publicPaths = publicPaths;
        this.credentials = credentials;
        this.crossSite = crossSite;
        this.wrongTokens = wrongTokens;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        boolean open = publicPaths.hold(path);
        if (!open || !publicPaths.isForStrangers(path)) {
            SecurityHeaders.put(context.response().headers(), path);
            CacheHeaders.follow(context, path);
        }
        if (open) {
            context.next();
            return;
        }
        switch (credentials.shownBy(context.request())) {
            case BEARER -> context.next();
            case COOKIE -> nextUnlessCrossSite(context);
            case WRONG_BEARER -> wrongTokens.slow(context, () -> refuse(context, "This access token is wrong. " + HOW));
            case NOTHING -> askFor(context);
        }
    }

    private void nextUnlessCrossSite(RoutingContext context) {
        if (crossSite.allows(context.request())) {
            context.next();
            return;
        }
        ProblemRoute.answer(
                context.response(),
                Problem.of(403, "A page of another site may not change anything here with your cookie. Programs send"
                        + " Authorization: Bearer."));
    }

    private void askFor(RoutingContext context) {
        if (Navigation.isOne(context.request())) {
            SignInPage.answer(context.response(), 401, context.request().uri(), "");
        } else {
            refuse(context, "This needs the access token. " + HOW);
        }
    }

    private static void refuse(RoutingContext context, String sentence) {
        context.response().putHeader("WWW-Authenticate", "Bearer realm=\"Lastseen\"");
        ProblemRoute.answer(context.response(), Problem.of(401, sentence));
    }
}
