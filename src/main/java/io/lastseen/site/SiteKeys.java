package io.lastseen.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** New ids and write keys. */
@ApplicationScoped
class SiteKeys {
    private static final String ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int ID_LENGTH = 12;
    private static final int WRITE_KEY_BYTES = 16;

    private final RandomGenerator random;

    SiteKeys() {
        this(new SecureRandom());
    }

    SiteKeys(RandomGenerator random) {
        this.random = random;
    }

    /** 128 random bits, 22 characters that need no escaping in a URL or an attribute. */
    String writeKey() {
        byte[] bytes = new byte[WRITE_KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** 60 random bits, 12 characters that can be read aloud. */
    String siteId() {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        }
        return id.toString();
    }
}
