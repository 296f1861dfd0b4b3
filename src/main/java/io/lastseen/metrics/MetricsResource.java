package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics", description = "The numbers of a period, each with what it means")
class MetricsResource {
    private final OverviewQuery overview;
    private final SeriesQuery series;
    private final Scopes scopes;
    private final Zones zones;

    MetricsResource(OverviewQuery overview, SeriesQuery series, Scopes scopes, Zones zones) {
        this.overview = overview;
        this.series = series;
        this.scopes = scopes;
        this.zones = zones;
    }

    @GET
    @Path("overview")
    @Operation(
            operationId = "metricsOverview",
            summary = "Sessions, visitors, views, bounce, engaged time, drop-off and end reasons of a period",
            description = "Of the sessions that started in the period; definitions says what each number means and whether"
                    + " open sessions are in it.")
    @APIResponse(
            responseCode = "200",
            description = "The numbers",
            content = @Content(schema = @Schema(implementation = Overview.class)))
    @APIResponse(responseCode = "400", description = "from or to cannot be read, or they are in the wrong order")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<Overview> overview(@BeanParam ScopeParameters asked, @BeanParam SessionTraits traits) {
        return scopes.read(asked, traits)
                .chain(scope -> overview.tally(scope).map(tally -> tally.overview(scope.site(), scope.period())));
    }

    @GET
    @Path("series")
    @Operation(
            operationId = "metricsSeries",
            summary = "The numbers by hour, day, week or month, and those of the period before",
            description = "Points begin as the zone's calendar has it, across clock changes; weeks on Mondays.")
    @APIResponse(
            responseCode = "200",
            description = "The numbers over time",
            content = @Content(schema = @Schema(implementation = Series.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read, or there would be too many points")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<Series> series(
            @BeanParam ScopeParameters asked,
            @BeanParam SessionTraits traits,
            @QueryParam("granularity")
                    @DefaultValue("day")
                    @Parameter(description = "hour, day, week or month", example = "day")
                    String granularity,
            @QueryParam("zone")
                    @Parameter(description = "Default: the site's; for all sites UTC", example = "Europe/Berlin")
                    Optional<String> zone) {
        Granularity asWritten = Granularity.read(granularity);
        return scopes.read(asked, traits)
                .chain(scope -> series.series(scope, asWritten, zones.of(zone, scope.site())));
    }

    @GET
    @Path("overview/csv")
    @Produces("text/csv")
    @Operation(operationId = "exportOverview", summary = "The same as a table for spreadsheets")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180; empty: a rate of nothing", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> exportOverview(@BeanParam ScopeParameters asked, @BeanParam SessionTraits traits) {
        return overview(asked, traits).map(found -> NumbersCsv.overview(found).answer("lastseen-overview"));
    }

    @GET
    @Path("series/csv")
    @Produces("text/csv")
    @Operation(operationId = "exportSeries", summary = "The same as a table for spreadsheets")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180; empty: a rate of nothing", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> exportSeries(
            @BeanParam ScopeParameters asked,
            @BeanParam SessionTraits traits,
            @QueryParam("granularity") @DefaultValue("day") String granularity,
            @QueryParam("zone") Optional<String> zone) {
        return series(asked, traits, granularity, zone).map(found -> NumbersCsv.series(found).answer("lastseen-series"));
    }
}
