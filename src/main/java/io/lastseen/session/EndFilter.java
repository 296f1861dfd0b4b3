package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Query parameters that ask something of a session's end. An open session has none, so it meets nothing that is asked here. */
public record EndFilter(
    @QueryParam("reason") @Parameter(description = "End reason; given several times or with commas: one of them", example = "closed") List<String> reason,
    @QueryParam("provisional") @Parameter(description = "true: ended, but a return would reopen it; false: its end is the last word",
        schema = @Schema(type = SchemaType.BOOLEAN)) Optional<String> provisional,
    @QueryParam("confidenceMin") @Parameter(description = "Least confidence of the end, included", example = "0.8",
        schema = @Schema(type = SchemaType.NUMBER, minimum = "0", maximum = "1")) Optional<String> confidenceMin,
    @QueryParam("confidenceMax") @Parameter(description = "Most confidence of the end, included",
        schema = @Schema(type = SchemaType.NUMBER, minimum = "0", maximum = "1")) Optional<String> confidenceMax) {

    /**
     * Conditions on a row {@code s} of session, each led by {@code and}; their values are appended to the parameters.
     *
     * @throws io.lastseen.problem.ProblemException 400 that names the parameter and says what it takes
     */
    String conditions(Tuple parameters) {
        StringBuilder conditions = new StringBuilder();
        List<String> reasons = reason.stream().flatMap(text -> Arrays.stream(text.split(","))).map(String::strip)
            .filter(text -> !text.isEmpty()).map(EndReasons::read).toList();
        Optional<Double> least = confidenceMin.map(text -> confidence("confidenceMin", text));
        Optional<Double> most = confidenceMax.map(text -> confidence("confidenceMax", text));
        if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
            throw wrong("confidenceMin", "is above confidenceMax, so that nothing fits");
        }
        if (!reasons.isEmpty()) {
            conditions.append(" and s.reason = any($").append(parameters.addArrayOfString(reasons.toArray(String[]::new)).size()).append(')');
        }
        provisional.map(EndFilter::flag)
            .ifPresent(wanted -> conditions.append(" and s.state = 'ended' and ").append(wanted ? "not s.final" : "s.final"));
        least.ifPresent(value -> conditions.append(" and s.confidence >= $").append(parameters.addDouble(value).size()));
        most.ifPresent(value -> conditions.append(" and s.confidence <= $").append(parameters.addDouble(value).size()));
        return conditions.toString();
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong("provisional", "is true or false, not '" + text + "'");
        }
        return text.equals("true");
    }

    private static double confidence(String name, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, "is a number from 0 to 1, not '" + text + "'");
        }
        throw wrong(name, "is a number from 0 to 1, not '" + text + "'");
    }

    private static RuntimeException wrong(String name, String detail) {
        return Problem.ofFields(List.of(new FieldError(name, detail))).asException();
    }
}
