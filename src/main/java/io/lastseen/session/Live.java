package io.lastseen.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Live", description = "Who is there")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Live(
    Instant at,
    long sessions,
    long visitors,
    @Schema(description = "Pages in use, most sessions first, at most 100") List<LivePage> pages,
    @Schema(description = "Every state, also those in which nobody is") List<LiveState> states,
    @Schema(description = "Those that were asked for, newest first, at most 200") List<LiveItem> items,
    @Schema(description = "How many sessions that were asked for items leaves out") long more,
    @Schema(description = "What each number and each state means, by its name") Map<String, String> definitions,
    @Schema(description = "In what each number is counted, by its name") Map<String, String> units) {

    @Schema(name = "LivePage")
    public record LivePage(String path, String title, long sessions) {
    }

    @Schema(name = "LiveState")
    public record LiveState(@Schema(enumeration = {"engaged", "quiet", "away", "handed-over", "leaving"},
        description = "quiet: on a screen, but nobody proves to be there; away: hidden or out of reach; handed-over: at a payment provider;"
            + " leaving: said goodbye a moment ago") String state, long sessions) {
    }

    @Schema(name = "LiveItem")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record LiveItem(
        String id, String site, String visitorId,
        @Schema(enumeration = {"engaged", "quiet", "away", "handed-over", "leaving"}) String state,
        @Schema(description = "The view in use") String path, String title,
        @Schema(description = "When the state began") Instant since,
        Instant startedAt, int views, String source, SessionView.DeviceView device,
        @Schema(description = "Two letters of ISO 3166-1, or Unknown", examples = "DE") String country,
        SessionView.Links links) {
    }
}
