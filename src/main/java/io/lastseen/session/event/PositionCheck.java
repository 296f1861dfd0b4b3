package io.lastseen.session.event;

import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

class PositionCheck {
    private final EventStreams streams;
    private final KnownSite sites;

    PositionCheck(EventStreams streams, KnownSite sites) {
        this.streams = streams;
        this.sites = sites;
    }

    @PositionChecked
    @ServerRequestFilter
    public Uni<RestResponse<Void>> check(ContainerRequestContext request) {
        Optional<String> after = Optional.ofNullable(request.getHeaderString("Last-Event-ID"))
            .or(() -> Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst("after"))).filter(id -> !id.isBlank());
        sites.check(Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst("site")));
        return streams.check(after).replaceWith(Uni.createFrom().nullItem());
    }
}
