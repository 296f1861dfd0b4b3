package io.lastseen.session;

import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Query parameters of a list of sessions, beside what is asked of their ends and traits. */
public record ListParameters(
    @QueryParam("site") @Parameter(description = "Leave out for all sites") Optional<String> site,
    @QueryParam("from") @Parameter(description = "First start, ISO 8601, included", example = "2026-03-02T09:00:00Z") Optional<String> from,
    @QueryParam("to") @Parameter(description = "Last start, not included") Optional<String> to,
    @QueryParam("state") @Parameter(description = "open or ended") Optional<String> state) {
}
