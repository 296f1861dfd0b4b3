package io.lastseen.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The secret that opens player and API: {@code lastseen.access.token}, else one made at the first start and kept. */
@ApplicationScoped
public class AccessToken {
    static final int SHORTEST = 16;
    private static final int BYTES = 24;
    private static final int BEFORE_OTHER_ROOMS = 50;

    private final String value;

    AccessToken(@ConfigProperty(name = "lastseen.access.token") Optional<String> setting, KeptToken kept) {
        this.value = setting.map(AccessToken::checked).orElseGet(() -> kept.orKeep(fresh()));
    }

    public String value() {
        return value;
    }

    /** Reading it blocks, so it is read before the first request. */
    void readAtStart(@Observes @Priority(BEFORE_OTHER_ROOMS) StartupEvent event) {}

    /** @throws IllegalArgumentException with a sentence for the operator; the token itself is not in it */
    static String checked(String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException("lastseen.access.token has " + token.length() + " characters, but needs at"
                    + " least " + SHORTEST + ": set a longer one, or leave it out and one is made.");
        }
        if (!token.matches("[!-~]+")) {
            throw new IllegalArgumentException("lastseen.access.token has a space or a character outside ASCII: use letters,"
                    + " digits and punctuation, or leave it out and one is made.");
        }
        return token;
    }

    private static String fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
