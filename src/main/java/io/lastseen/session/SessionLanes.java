package io.lastseen.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SessionLanes", description = "How the verdict came about, tab by tab")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SessionLanes(
    Instant from,
    @Schema(description = "The end; now while the session is open") Instant to,
    @Schema(description = "In the order in which they appeared") List<TabSpans> tabs,
    @Schema(description = "When the end was known; null while open") Instant decidedAt,
    Instant endedAt) {

    @Schema(name = "TabSpans")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record TabSpans(String tab, @Schema(examples = "tab 1") String label, List<Span> spans,
                           @Schema(description = "What showed a person, oldest first; of one kind within 5 s only the first") List<VerdictPage.Words> proofs,
                           @Schema(description = "How the tab's last page went; null while it is there") TabExit exit) {
    }

    @Schema(name = "Span")
    public record Span(Instant from, Instant to,
                       @Schema(enumeration = {"engaged", "quiet", "hidden", "away"},
                           description = "engaged and quiet: on a screen; quiet: without proof of a person; away: out of reach, or between two pages") String state) {
    }

    @Schema(name = "TabExit")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record TabExit(Instant at, String kind, String words, @Schema(description = "The host it gave way to; null where unknown") String to) {
    }

    static SessionLanes of(SessionQueries.Found.Here here, Instant now) {
        SessionView session = here.session();
        Optional<Onward> onward = Onward.of(here.row(), now);
        List<TabSpans> tabs = new ArrayList<>();
        for (Object one : here.row().getJsonArray("lanes")) {
            JsonObject lane = (JsonObject) one;
            TabExit exit = exit(lane.getJsonObject("exit"));
            List<Span> decided = spans(lane.getJsonArray("lanes"));
            tabs.add(new TabSpans(lane.getString("tab"), "tab " + (tabs.size() + 1),
                onward.filter(since -> exit == null).map(since -> since.upToNow(decided)).orElse(decided),
                VerdictQueries.words(lane.getJsonArray("proofs", new JsonArray())), exit));
        }
        return new SessionLanes(session.startedAt(), Optional.ofNullable(session.endedAt()).orElse(now), tabs,
            Optional.ofNullable(session.end()).map(SessionView.End::decidedAt).orElse(null), session.endedAt());
    }

    private static List<Span> spans(JsonArray stretches) {
        return stretches.stream().map(JsonObject.class::cast).map(SessionLanes::span).toList();
    }

    static Span span(JsonObject one) {
        return new Span(Instant.parse(one.getString("from")), Instant.parse(one.getString("to")), one.getString("state"));
    }

    private static TabExit exit(JsonObject exit) {
        return exit == null ? null
            : new TabExit(Instant.parse(exit.getString("at")), exit.getString("kind"), exit.getString("text"), exit.getString("to"));
    }
}
