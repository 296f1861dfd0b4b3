package io.lastseen.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** What a bare HTTP status means here, in a sentence. */
final class HttpSentence {
    private HttpSentence() {}

    static String of(Response response, WebApplicationException e) {
        return switch (response.getStatus()) {
            case 404 -> "There is nothing here. /q/swagger-ui lists what the API has.";
            case 405 -> "This address does not do that. /q/swagger-ui lists what it does.";
            case 406 -> "The API answers application/json.";
            case 413 -> "The body is too large.";
            case 415 -> "Send the body as application/json.";
            default -> e.getMessage() == null ? response.getStatusInfo().getReasonPhrase() : e.getMessage();
        };
    }
}
