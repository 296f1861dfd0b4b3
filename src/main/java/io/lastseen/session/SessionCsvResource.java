package io.lastseen.session;

import io.lastseen.CsvTable;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** A list of sessions as a table, however long it is: page after page, as fast as it is taken. */
@Path("/api/v1/sessions/csv")
@Produces("text/csv")
@Tag(name = "Sessions")
class SessionCsvResource {
    private static final int AT_ONCE = 500;

    private final SessionQueries queries;
    private final KnownSite sites;

    SessionCsvResource(SessionQueries queries, KnownSite sites) {
        this.queries = queries;
        this.sites = sites;
    }

    @GET
    @Operation(operationId = "exportSessions", summary = "The list of sessions as a table for spreadsheets: all of it, newest first",
        description = "RFC 4180; times in UTC, durations in milliseconds; empty: there is nothing to tell.")
    @APIResponse(responseCode = "200", description = "The table")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Multi<String> export(
        @BeanParam ListParameters asked,
        @BeanParam EndFilter end,
        @BeanParam SessionTraits traits) {
        SessionFilter first = SessionFilter.of(sites.check(asked.site()), asked, Optional.empty(), AT_ONCE);
        return RestMulti.fromMultiData(pages(first, end, traits)).header("Content-Type", CsvTable.TYPE)
            .header("Content-Disposition", CsvTable.disposition("lastseen-sessions")).build();
    }

    private Multi<String> pages(SessionFilter first, EndFilter end, SessionTraits traits) {
        AtomicReference<Optional<SessionFilter>> next = new AtomicReference<>(Optional.of(first));
        return Multi.createBy().repeating()
            .uni(() -> queries.list(next.get().orElseThrow(), end, traits).map(page -> {
                boolean leads = next.get().orElseThrow() == first;
                next.set(Optional.ofNullable(page.next()).map(first::after));
                return SessionCsv.table(page, leads).text();
            }))
            .whilst(table -> next.get().isPresent());
    }
}
