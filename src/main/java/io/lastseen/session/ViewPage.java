package io.lastseen.session;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "ViewPage")
public record ViewPage(List<Item> items, @Schema(description = "Null: all views are here") String next) {

    @Schema(name = "View", description = "One page shown: a load, a route change in a single-page app, or a page that was still open when the session began in it")
    public record Item(int ordinal, String document, String tab, String path, String title,
                       @Schema(enumeration = {"load", "route", "again"}) String how, Instant startedAt, Instant endedAt, long durationMs,
                       @Schema(description = "Visible and proven attention, not wall time") long engagedMs) {
    }
}
