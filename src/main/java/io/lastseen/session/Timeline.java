package io.lastseen.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Timeline")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Timeline(Instant startedAt, Instant endedAt, List<TabLane> tabs, List<Mark> marks, SessionView.End end) {

    @Schema(name = "TabLane")
    public record TabLane(String tab, List<Stretch> lanes) {
    }

    @Schema(name = "Stretch")
    public record Stretch(@Schema(enumeration = {"engaged", "quiet", "hidden", "away"}) String state, Instant from, Instant to) {
    }

    @Schema(name = "Mark", description = "A click, a custom event, or who the visitor is")
    public record Mark(Instant at, String document, @Schema(enumeration = {"click", "custom", "identify"}) String kind, String name,
                       @Schema(description = "Descriptor of what was clicked") Map<String, Object> element,
                       @Schema(description = "What the page sent with it") Map<String, Object> props) {
    }
}
