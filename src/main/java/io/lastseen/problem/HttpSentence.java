package io.lastseen.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** What a bare HTTP status means here, in a sentence. */
final class HttpSentence {
    private HttpSentence() {}

    /** @param path of the request */
    static String of(Response response, WebApplicationException e, String path) {
        return switch (response.getStatus()) {
            case 404 -> "There is nothing here. /q/swagger-ui lists what the API has.";
            case 405 -> "This address does not do that. /q/swagger-ui lists what it does.";
            case 406 -> "This address answers " + answered(path) + ". Ask for that in Accept, or leave Accept out.";
            case 413 -> "The body is too large.";
            case 415 -> "Send the body as application/json.";
            default -> e.getMessage() == null ? response.getStatusInfo().getReasonPhrase() : e.getMessage();
        };
    }

    /** What the few addresses answer that answer no JSON. */
    private static String answered(String path) {
        if (path.endsWith("/csv")) {
            return "text/csv";
        }
        if (path.endsWith("/stream")) {
            return "text/event-stream";
        }
        return path.endsWith("/recording/data") ? "application/octet-stream" : "application/json";
    }
}
