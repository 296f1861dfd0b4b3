package io.lastseen.recording;

import io.lastseen.problem.Problem;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.store.StoreException;
import io.lastseen.session.SessionLookup;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** Playback: what a session's recording consists of, and its bytes. */
@Path("/api/v1/sessions/{id}/recording")
@Tag(name = "Recordings", description = "A manifest, and ranges of bytes that it describes")
class RecordingResource {
    /** So that one request holds no more than this in memory; a longer range is answered with its beginning. */
    private static final long MOST_BYTES = 8 * 1024 * 1024;
    private static final Logger LOG = Logger.getLogger(RecordingResource.class);
    private final SessionLookup lookup;
    private final RecordingIndex index;
    private final RecordingReader reader;

    RecordingResource(SessionLookup lookup, RecordingIndex index, RecordingReader reader) {
        this.lookup = lookup;
        this.index = index;
        this.reader = reader;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getRecording", summary = "Manifest of a session's recording")
    public Uni<RestResponse<Manifest>> manifest(@PathParam("id") String id, @Context UriInfo uri) {
        return lookup.answer(id, uri, key -> find(key).map(recording -> ResponseBuilder.ok(Manifest.of(recording))
            .header(HttpHeaders.CACHE_CONTROL, "no-store").build()));
    }

    @GET
    @Path("/data")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "getRecordingData", summary = "Bytes of a recording",
        description = "Each slice that the manifest describes is one JSON array of rrweb events, packed with its own codec. "
            + "412: the revision no longer holds, fetch the manifest again. 502: a chunk in the range is damaged in the store.")
    public Uni<RestResponse<byte[]>> data(@PathParam("id") String id,
                                          @Parameter(description = "Of the manifest") @QueryParam("revision") Optional<String> revision,
                                          @Parameter(example = "bytes=0-1048575") @HeaderParam("Range") Optional<String> range,
                                          @Context UriInfo uri) {
        String wanted = revision.orElseThrow(() -> Problem.of(400, "revision is missing; use the manifest's dataUrl.").asException());
        return lookup.answer(id, uri, key -> find(key).flatMap(recording -> {
            Recording then = recording.at(wanted).orElseThrow(
                () -> Problem.of(412, "The recording has changed. Fetch the manifest again.").asException());
            return range.isPresent() ? part(then, range.get()) : whole(then);
        }).onFailure(RecordingReader.Moved.class).retry().atMost(1)
            .onFailure(RecordingReader.Moved.class).transform(moved -> ((RecordingReader.Moved) moved).otherwise()));
    }

    private Uni<RestResponse<byte[]>> whole(Recording recording) {
        if (recording.bytes() > MOST_BYTES) {
            throw Problem.of(400, "This recording is longer than " + MOST_BYTES + " bytes. Ask for it in ranges: Range: bytes=0-1048575.")
                .asException();
        }
        if (recording.bytes() == 0) {
            return Uni.createFrom().item(RestResponse.ok(new byte[0]));
        }
        return reader.read(recording, new ByteRange(0, recording.bytes() - 1))
            .map(bytes -> ResponseBuilder.ok(bytes).header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600").header("Accept-Ranges", "bytes").build());
    }

    private Uni<RestResponse<byte[]>> part(Recording recording, String header) {
        Optional<ByteRange> asked = ByteRange.parse(header, recording.bytes());
        if (asked.isEmpty()) {
            return Uni.createFrom().item(ResponseBuilder.<byte[]>create(StatusCode.REQUESTED_RANGE_NOT_SATISFIABLE)
                .header("Content-Range", "bytes */" + recording.bytes()).build());
        }
        ByteRange range = asked.get().atMost(MOST_BYTES);
        return reader.read(recording, range).map(bytes -> ResponseBuilder.<byte[]>create(StatusCode.PARTIAL_CONTENT).entity(bytes)
            .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + recording.bytes())
            .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600").header("Accept-Ranges", "bytes").build());
    }

    private Uni<Recording> find(SessionLookup.Key key) {
        return index.find(key.site(), key.id())
            .onFailure(failure -> failure instanceof StoreException || failure instanceof UnreadableObject).transform(failure -> {
                LOG.errorf("The archive of session %s cannot be read: %s", key.id(), failure);
                return Problem.of(502, "The recording's index cannot be read from the object store. Try again later.").asException();
            })
            .map(found -> found.orElseThrow(
            () -> Problem.of(404, "There is no session with this id.").asException()));
    }
}
