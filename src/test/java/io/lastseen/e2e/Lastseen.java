package io.lastseen.e2e;

import io.lastseen.embedded.EmbeddedStores;
import java.util.Map;

/**
 * Lastseen as it runs beyond one machine: a PostgreSQL and an S3 store, and replicas of the packaged program that know
 * only their addresses. The second replica starts when a test asks for it.
 */
public final class Lastseen implements AutoCloseable {
    private final Map<String, String> stores;
    private final ServiceProcess first;
    private ServiceProcess second;

    private Lastseen(Map<String, String> stores) {
        this.stores = stores;
        this.first = ServiceProcess.start(stores);
    }

    public static Lastseen start() {
        return new Lastseen(new EmbeddedStores().start());
    }

    public Api api() {
        return Api.of(first);
    }

    /** As a browser names the first replica: scheme, host and port. */
    public String origin() {
        return first.url().toString();
    }

    public synchronized Api secondReplica() {
        if (second == null) {
            second = ServiceProcess.start(stores);
        }
        return Api.of(second);
    }

    /** What PostgreSQL holds of a document. */
    Stored stored(String document) {
        return new Stored("jdbc:postgresql://" + stores.get("lastseen.database.host") + ":"
                + stores.get("lastseen.database.port") + "/" + stores.get("lastseen.database.name"),
                stores.get("lastseen.database.user"), stores.get("lastseen.database.password"), document);
    }

    @Override
    public synchronized void close() {
        if (second != null) {
            second.close();
        }
        first.close();
    }
}
