package io.lastseen.session.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lastseen.session.SessionView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told: the same in the stream and to webhooks. */
@Schema(name = "SessionEvent", description = "Something became of a session")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SessionEvent(
    @Schema(description = "The same however often and by whichever way it is told") UUID id,
    @Schema(enumeration = {"session.started", "session.ended", "session.reopened", "session.final"}) String type,
    @Schema(description = "When it was decided") Instant at,
    String site,
    @Schema(description = "Counts verdicts and reopenings of the session: of two events of one session the one with the greater revision is"
        + " the later; of the same revision, session.final") int revision,
    @Schema(description = "The session as it stood then") SessionView session) {
}
