package io.lastseen.site;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Sites in PostgreSQL. */
@ApplicationScoped
class SiteRepository implements PanacheRepositoryBase<SiteRow, String> {

    /** Oldest first. */
    Uni<List<Site>> readAll() {
        return Panache.withSession(() -> listAll(Sort.by("createdAt").and("id")))
                .map(rows -> rows.stream().map(SiteRow::toSite).toList());
    }

    Uni<Site> add(Site site) {
        return Panache.withTransaction(() -> persist(SiteRow.of(site))).replaceWith(site);
    }

    /** Does nothing where the id is taken, by an earlier start or another replica starting now. */
    Uni<Void> addUnlessThere(Site site) {
        return there(site).chain(there -> there ? Uni.createFrom().voidItem() : add(site).replaceWithVoid().onFailure()
                .recoverWithUni(failure -> there(site).chain(since -> since ? Uni.createFrom().voidItem() : Uni.createFrom().failure(failure))));
    }

    private Uni<Boolean> there(Site site) {
        return Panache.withSession(() -> findById(site.id())).map(Objects::nonNull);
    }

    /** Locks the row, so that of two changes at once none undoes the other. Empty where there is no such site. */
    Uni<Optional<Site>> change(String id, UnaryOperator<Site> change) {
        return Panache.withTransaction(() -> findById(id, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.ofNullable(row).map(found -> found.take(change.apply(found.toSite())).toSite())));
    }
}
