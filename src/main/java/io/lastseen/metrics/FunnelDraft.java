package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A funnel as an owner writes it. */
@Schema(name = "FunnelDraft")
record FunnelDraft(
        @Schema(examples = "demo", required = true) String site,
        @Schema(description = "Only a preview goes without", examples = "Purchase") String name,
        @Schema(description = "2 to 20, in order", required = true) List<StepDraft> steps,
        @Schema(description = "sequential (default), strict or any", examples = "sequential") String mode,
        @Schema(
                        description = "0 or left out: within one session; 1 to 90: of visitors, within so many days of the first step, in"
                                + " one session or in several",
                        examples = "7")
                Integer withinDays,
        @Schema(description = "The last step is a purchase; false by default", examples = "false") Boolean goal) {
    private static final int FEWEST_STEPS = 2;
    private static final int MOST_STEPS = 20;
    private static final int MOST_DAYS = 90;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MATCH = 500;

    /** A step as an owner writes it; without a name it is called what it matches. */
    @Schema(name = "FunnelStepDraft")
    record StepDraft(
            @Schema(examples = "Cart") String name,
            @Schema(description = "path, event or click", examples = "path", required = true) String kind,
            @Schema(examples = "/demo/cart", required = true) String match) {

        /** As a step of no funnel. */
        FunnelStep alone() {
            List<FieldError> errors = new ArrayList<>();
            FunnelStep step = step("", errors);
            if (!errors.isEmpty()) {
                throw Problem.ofFields(errors).asException();
            }
            return step;
        }

        /** @param field what leads the names of its fields in errors */
        private FunnelStep step(String field, List<FieldError> errors) {
            Optional<StepKind> known = StepKind.of(kind);
            if (known.isEmpty()) {
                errors.add(new FieldError(field + "kind", "is not path, event or click"));
            }
            check(name != null && name.length() > LONGEST_NAME, field + "name", "is longer than 100 characters", errors);
            check(name != null && unstorable(name), field + "name", "holds a control character", errors);
            check(match == null || match.isBlank(), field + "match", "is missing; write what the step matches", errors);
            check(match != null && match.length() > LONGEST_MATCH, field + "match", "is longer than 500 characters", errors);
            check(match != null && unstorable(match), field + "match", "holds a control character", errors);
            if (!errors.isEmpty()) {
                return null;
            }
            try {
                StepMatch.read(known.get(), match);
            } catch (IllegalArgumentException notWrittenSo) {
                errors.add(new FieldError(field + "match", notWrittenSo.getMessage()));
            }
            return new FunnelStep(name == null || name.isBlank() ? match.strip() : name.strip(), known.get(), match.strip());
        }
    }

    /** For what is not kept: called so where it has no name yet. */
    FunnelDraft named(String otherwise) {
        return name == null || name.isBlank() ? new FunnelDraft(site, otherwise, steps, mode, withinDays, goal) : this;
    }

    /** @throws io.lastseen.problem.ProblemException 400 that names each field that is wrong */
    Funnel funnel(String id, Instant createdAt, Predicate<String> siteExists) {
        List<FieldError> errors = new ArrayList<>();
        check(site == null || !siteExists.test(site), "site", "is no site; /api/v1/sites lists them", errors);
        check(name == null || name.isBlank(), "name", "is missing; give the funnel a name", errors);
        check(name != null && name.length() > LONGEST_NAME, "name", "is longer than 100 characters", errors);
        check(name != null && unstorable(name), "name", "holds a control character", errors);
        Optional<FunnelMode> order = mode == null ? Optional.of(FunnelMode.SEQUENTIAL) : FunnelMode.of(mode);
        check(order.isEmpty(), "mode", "is not sequential, strict or any", errors);
        int days = withinDays == null ? 0 : withinDays;
        check(days < 0 || days > MOST_DAYS, "withinDays", "is " + days + "; write 1 to 90, or 0 for within one session", errors);
        List<FunnelStep> checked = steps(errors);
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors).asException();
        }
        return new Funnel(id, site, name.strip(), checked, order.get(), days, Boolean.TRUE.equals(goal), createdAt);
    }

    private List<FunnelStep> steps(List<FieldError> errors) {
        int count = steps == null ? 0 : steps.size();
        if (count < FEWEST_STEPS || count > MOST_STEPS) {
            errors.add(new FieldError("steps", "are " + count + "; a funnel has 2 to 20"));
            return List.of();
        }
        List<FunnelStep> checked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<FieldError> wrong = new ArrayList<>();
            String field = "steps[" + i + "]";
            check(steps.get(i) == null, field, "is null", wrong);
            if (wrong.isEmpty()) {
                checked.add(steps.get(i).step(field + ".", wrong));
            }
            errors.addAll(wrong);
        }
        return checked;
    }

    /** PostgreSQL keeps no NUL and no half of a surrogate pair. */
    private static boolean unstorable(String text) {
        return text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static void check(boolean wrong, String field, String detail, List<FieldError> errors) {
        if (wrong) {
            errors.add(new FieldError(field, detail));
        }
    }
}
