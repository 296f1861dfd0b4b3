package io.lastseen.session.event;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

class PositionCheck {
    private final EventStreams streams;

    PositionCheck(EventStreams streams) {
        this.streams = streams;
    }

    @PositionChecked
    @ServerRequestFilter
    public Uni<RestResponse<Void>> check(ContainerRequestContext request) {
        Optional<String> after = Optional.ofNullable(request.getHeaderString("Last-Event-ID"))
            .or(() -> Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst("after"))).filter(id -> !id.isBlank());
        return streams.check(after).replaceWith(Uni.createFrom().nullItem());
    }
}
