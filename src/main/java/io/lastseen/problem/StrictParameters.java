package io.lastseen.problem;

import io.lastseen.problem.Problem.FieldError;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what the API would not look at: whoever writes {@code contry=DE} would take the numbers of all countries for those of one.
 * The doors of recorders are no part of this, because a newer recorder may say more than a service understands.
 */
class StrictParameters {
    private final Map<Method, QueryParameters> declared = new ConcurrentHashMap<>();

    /** Answers 400 that names each parameter and says what there is instead. */
    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo uri) {
        Method method = resource.getResourceMethod();
        List<FieldError> wrong = declared.computeIfAbsent(method, QueryParameters::of).wrong(uri.getQueryParameters(), uri.getPathParameters());
        if (!wrong.isEmpty()) {
            throw Problem.ofFields(wrong).asException();
        }
    }
}
