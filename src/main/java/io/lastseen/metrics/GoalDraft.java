package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A goal as an owner writes it; without a name it is called what it matches. */
@Schema(name = "GoalDraft")
record GoalDraft(
        @Schema(examples = "demo", required = true) String site,
        @Schema(examples = "Purchase") String name,
        @Schema(description = "path, event or click", examples = "path", required = true) String kind,
        @Schema(examples = "/thanks/*", required = true) String match) {

    /** @throws io.lastseen.problem.ProblemException 400 that names each field that is wrong */
    Goal goal(String id, Instant createdAt, Predicate<String> siteExists) {
        if (site == null || !siteExists.test(site)) {
            throw Problem.ofFields(List.of(new FieldError("site", "is no site; /api/v1/sites lists them"))).asException();
        }
        FunnelStep step = new FunnelDraft.StepDraft(name, kind, match).alone();
        return new Goal(id, site, step.name(), step.kind(), step.match(), createdAt);
    }
}
