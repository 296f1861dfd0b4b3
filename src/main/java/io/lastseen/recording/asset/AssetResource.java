package io.lastseen.recording.asset;

import io.lastseen.problem.Problem;
import io.lastseen.recording.store.ObjectReader;
import io.lastseen.recording.store.StoreException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The bytes of what recorded pages showed. */
@Path("/api/v1/sites/{site}/assets")
@Tag(name = "Recordings")
class AssetResource {
    /** A content is hostile: opened by itself it is a document without scripts, requests or origin. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    private final AssetTable table;
    private final ObjectReader objects;

    AssetResource(AssetTable table, ObjectReader objects) {
        this.table = table;
        this.objects = objects;
    }

    @GET
    @Path("{content}")
    @Operation(operationId = "getAsset", summary = "The bytes of an image or font")
    public Uni<RestResponse<byte[]>> content(@PathParam("site") String site, @PathParam("content") String content,
                                             @Context HttpServerResponse response) {
        byte[] sha256 = sha256(content);
        return table.find(site, sha256).flatMap(found -> {
            AssetTable.Stored stored = found.orElseThrow(AssetResource::none);
            return objects.get(Content.nameOf(site, sha256), 0, stored.length())
                .onFailure(StoreException.NoSuchObject.class).transform(gone -> none())
                .map(bytes -> {
                    response.putHeader("Content-Security-Policy", POLICY);
                    return ResponseBuilder.ok(bytes.getBytes()).header(HttpHeaders.CONTENT_TYPE, stored.type())
                        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400").build();
                });
        });
    }

    private static byte[] sha256(String content) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(content);
            if (bytes.length == 32) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // answered like any other name that nothing has
        }
        throw none();
    }

    private static RuntimeException none() {
        return Problem.of(404, "There is no such content. Nothing refers to it any more, or nothing ever did.").asException();
    }
}
