package io.lastseen.session;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells all that count sessions, one after the other, in the transaction of whoever changed them. */
@ApplicationScoped
public class SessionCounting {
    private final List<SettledSessions> counting;

    SessionCounting(@All List<SettledSessions> counting) {
        this.counting = counting;
    }

    /** As {@link SettledSessions#settled} says. */
    public Uni<Void> settled(SqlConnection transaction, List<SessionLookup.Key> sessions) {
        Uni<Void> told = Uni.createFrom().voidItem();
        if (!sessions.isEmpty()) {
            for (SettledSessions one : counting) {
                told = told.flatMap(before -> one.settled(transaction, sessions));
            }
        }
        return told;
    }

    /** As {@link SettledSessions#forgotten} says. */
    public Uni<Void> forgotten(SqlConnection transaction, String site, List<String> visitors) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (SettledSessions one : counting) {
            told = told.flatMap(before -> one.forgotten(transaction, site, visitors));
        }
        return told;
    }
}
