package io.lastseen.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.lastseen.problem.Problem.FieldError;
import io.vertx.pgclient.PgException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.ConnectException;
import java.util.Comparator;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where whatever goes wrong in the API becomes an answer; none shows a stack trace. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    /** PostgreSQL's character_not_in_repertoire. */
    private static final String NOT_TEXT = "22021";

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        return answer(Problem.ofFields(e.getConstraintViolations().stream()
                .map(v -> new FieldError(FieldPath.of(v.getPropertyPath()), v.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::detail))
                .toList()));
    }

    @ServerExceptionMapper
    Response wrongType(MismatchedInputException e) {
        return answer(JsonProblem.of(e));
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e) {
        return e instanceof JsonMappingException || e.getLocation() != null ? answer(JsonProblem.of(e)) : failed(e);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, UriInfo uri) {
        Response response = e.getResponse();
        if (response.getStatus() < 400 || response.hasEntity()) {
            return response;
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return answer(JsonProblem.of(json));
        }
        if (e instanceof NotFoundException && e.getCause() instanceof IllegalArgumentException) {
            return answer(Problem.of(400, "A parameter in the address does not have the form it needs: /q/openapi describes it."));
        }
        Problem problem = Problem.of(response.getStatus(), HttpSentence.of(response, e, uri.getPath()));
        return Response.fromResponse(response)
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    @ServerExceptionMapper
    Response failed(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                LOG.error("An API request needs a store that does not answer", cause);
                return answer(Problem.of(503, "A store Lastseen needs does not answer. Try again in a few seconds."));
            }
            if (cause instanceof PgException refused && NOT_TEXT.equals(refused.getSqlState())) {
                return answer(Problem.of(400, "A parameter holds U+0000, which no text here can hold."));
            }
        }
        String id = UUID.randomUUID().toString();
        LOG.error("An API request failed; it was answered with the id " + id, e);
        return answer(Problem.of(500, "Something failed inside Lastseen. Its log tells more under " + id + "."));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
