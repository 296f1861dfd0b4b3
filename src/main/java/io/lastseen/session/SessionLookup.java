package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** Finds the session that an address names, for every resource below it. */
@ApplicationScoped
public class SessionLookup {
    private final SessionQueries queries;

    SessionLookup(SessionQueries queries) {
        this.queries = queries;
    }

    /** A session by the site it belongs to and its id. */
    public record Key(String site, String id) {
    }

    /** What is known of some of a site's sessions, newest first; of those that were erased, nothing. */
    public Uni<List<SessionView>> some(String site, List<String> ids) {
        return some(Optional.of(site), ids);
    }

    /** The same of whatever sites, where none is named. */
    public Uni<List<SessionView>> some(Optional<String> site, List<String> ids) {
        return queries.some(site, ids);
    }

    /**
     * Answers with {@code found}; with 308 where the id is a superseded session's or a document's; with 404.
     *
     * @param found answers for the session
     */
    public <T> Uni<RestResponse<T>> answer(String id, UriInfo uri, Function<Key, Uni<RestResponse<T>>> found) {
        return answerWith(id, uri, here -> found.apply(new Key(here.site(), id)));
    }

    <T> Uni<RestResponse<T>> answerWith(String id, UriInfo uri, Function<SessionQueries.Found.Here, Uni<RestResponse<T>>> found) {
        return queries.find(id).flatMap(result -> {
            if (result.isEmpty()) {
                throw Problem.of(404, "There is no session with this id. It may not have been decided yet: try again in a few seconds.")
                    .asException();
            }
            if (result.get() instanceof SessionQueries.Found.Elsewhere elsewhere) {
                String path = uri.getRequestUri().getRawPath().replaceFirst("/sessions/[^/]+", "/sessions/" + elsewhere.id());
                String query = uri.getRequestUri().getRawQuery();
                return Uni.createFrom().item(RestResponse.ResponseBuilder.<T>create(RestResponse.Status.PERMANENT_REDIRECT)
                    .location(URI.create(query == null ? path : path + "?" + query)).build());
            }
            return found.apply((SessionQueries.Found.Here) result.get());
        });
    }
}
