package io.lastseen.session.event;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Events as they are decided. */
@Path("/api/v1/stream")
@Tag(name = "Events", description = "What becomes of sessions, told as it is decided")
class StreamResource {
    private final EventStreams streams;

    StreamResource(EventStreams streams) {
        this.streams = streams;
    }

    @GET
    @PositionChecked
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "streamEvents", summary = "Server-sent events: session.started, session.ended, session.reopened, session.final",
        description = "In one order, without gaps, whichever replica tells them: who comes back with the last id goes on where they were."
            + " A comment is sent where nothing else is.")
    @APIResponse(responseCode = "200", description = "A stream; data of each event is a SessionEvent",
        content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = SessionEvent.class)))
    @APIResponse(responseCode = "400", description = "The position is none")
    @APIResponse(responseCode = "404", description = "There is no such site")
    @APIResponse(responseCode = "410", description = "The position is not kept any more")
    public Multi<OutboundSseEvent> stream(
        @Parameter(description = "Leave out for all sites", example = "demo") @QueryParam("site") Optional<String> site,
        @Parameter(description = "Begin after this id; Last-Event-ID goes first") @QueryParam("after") Optional<String> after,
        @Parameter(description = "Sent by browsers that come back") @HeaderParam("Last-Event-ID") Optional<String> last,
        @Context Sse sse) {
        return streams.events(last.or(() -> after).filter(id -> !id.isBlank()), site, sse);
    }
}
