package io.lastseen.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a request was not done, and what to do about it (RFC 9457).
 *
 * @param type {@code about:blank} where the status says it all
 * @param title the status in words
 * @param detail what happened here, in a sentence
 * @param errors the fields that are wrong; empty for anything but a validation error
 */
@RegisterForReflection
@Schema(name = "Problem", description = "Why a request was not done, and what to do about it (RFC 9457)")
public record Problem(
        @Schema(examples = "about:blank") String type,
        @Schema(examples = "Bad Request") String title,
        @Schema(examples = "400") int status,
        @Schema(examples = "origins[0]: 'shop.example' has no scheme; write https://shop.example") String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** One field that is wrong. {@code field} is its path in the request, {@code detail} says what to write instead. */
    @RegisterForReflection
    @Schema(name = "FieldError")
    public record FieldError(
            @Schema(examples = "origins[0]") String field,
            @Schema(examples = "'shop.example' has no scheme; write https://shop.example") String detail) {}

    public static Problem of(int status, String detail) {
        return new Problem("about:blank", HttpResponseStatus.valueOf(status).reasonPhrase(), status, detail, List.of());
    }

    /** A 400 whose detail is all fields' sentences in one line, for those who read only that. */
    public static Problem ofFields(List<FieldError> errors) {
        String detail = String.join("; ", errors.stream().map(e -> e.field() + ": " + e.detail()).toList());
        return new Problem("about:blank", "Bad Request", 400, detail, errors);
    }

    /** To throw where a resource cannot answer. */
    public ProblemException asException() {
        return new ProblemException(this);
    }
}
