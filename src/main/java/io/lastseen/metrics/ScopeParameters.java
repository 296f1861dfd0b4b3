package io.lastseen.metrics;

import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which sessions a number is of, as the API is asked. */
record ScopeParameters(
        @QueryParam("site") @Parameter(description = "Left out: all sites", example = "demo") Optional<String> site,
        @QueryParam("from") @Parameter(description = "ISO 8601; default: 30 days before to", example = "2026-05-01T00:00:00Z")
                Optional<String> from,
        @QueryParam("to") @Parameter(description = "ISO 8601, not included; default: now", example = "2026-05-31T00:00:00Z")
                Optional<String> to) {}
