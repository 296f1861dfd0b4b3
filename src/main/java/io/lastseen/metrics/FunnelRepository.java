package io.lastseen.metrics;

import io.lastseen.session.TimeCursor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Funnels in PostgreSQL. */
@ApplicationScoped
class FunnelRepository implements PanacheRepositoryBase<FunnelRow, String> {
    /** The cast tells PostgreSQL the type of a null. */
    private static final String OF_SITE = "(cast(:site as string) is null or siteId = :site)";

    Uni<Funnel> add(Funnel funnel) {
        return Panache.withTransaction(() -> persist(FunnelRow.of(funnel))).replaceWith(funnel);
    }

    /** Fails where there is none. */
    Uni<Funnel> change(Funnel funnel) {
        return Panache.withTransaction(() -> findById(funnel.id()).invoke(row -> row.take(funnel))).replaceWith(funnel);
    }

    Uni<Optional<Funnel>> get(String id) {
        return Panache.withSession(() -> findById(id)).map(row -> Optional.ofNullable(row).map(FunnelRow::toFunnel));
    }

    /** Whether there was one. */
    Uni<Boolean> remove(String id) {
        return Panache.withTransaction(() -> deleteById(id));
    }

    /**
     * Oldest first, after {@code after}.
     *
     * @param site empty: of all sites
     */
    Uni<List<Funnel>> list(Optional<String> site, TimeCursor after, int limit) {
        return Panache.withSession(() -> find(
                                OF_SITE + " and (createdAt > :at or createdAt = :at and id > :id) order by createdAt, id",
                                Parameters.with("site", site.orElse(null)).and("at", after.at()).and("id", after.id()))
                        .range(0, limit - 1)
                        .list())
                .map(FunnelRepository::funnels);
    }

    /** The funnels whose last step is a purchase. */
    Uni<List<Funnel>> goals(Optional<String> site) {
        return Panache.withSession(
                        () -> list("goal and " + OF_SITE, Parameters.with("site", site.orElse(null))))
                .map(FunnelRepository::funnels);
    }

    /** Of all sites. */
    Uni<List<Funnel>> everyOne() {
        return Panache.withSession(this::listAll).map(FunnelRepository::funnels);
    }

    private static List<Funnel> funnels(List<FunnelRow> rows) {
        return rows.stream().map(FunnelRow::toFunnel).toList();
    }
}
