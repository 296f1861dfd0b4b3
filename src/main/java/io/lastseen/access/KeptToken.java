package io.lastseen.access;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the token that was made stays between starts. */
interface KeptToken {
    /** The token kept before; where there is none, this one, kept from now on. Blocks. */
    String orKeep(String fresh);

    /** With an embedded database this machine's folder; with a real one that, because its replicas share one token. */
    class Choice {
        @Produces
        @ApplicationScoped
        KeptToken place(
                @ConfigProperty(name = "lastseen.embedded.database", defaultValue = "false") boolean embedded,
                @ConfigProperty(name = "lastseen.data", defaultValue = "data") Path data,
                Pool pool) {
            return embedded ? new TokenFile(data.resolve("access-token")) : new TokenTable(pool);
        }
    }
}
