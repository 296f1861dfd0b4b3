package io.lastseen.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request shows the access token. The cookie holds a keyed hash of it: it opens nothing but this service, and
 * another token signs everybody out.
 */
@ApplicationScoped
class Credentials {
    static final String COOKIE = "lastseen_access";
    private static final String HASHED = "lastseen access cookie, version 1";
    private static final String SCHEME = "Bearer ";

    /** What a request shows. */
    enum Shown {
        NOTHING,
        COOKIE,
        BEARER,
        WRONG_BEARER
    }

    private final byte[] token;
    private final String cookieValue;

    Credentials(AccessToken token) {
        this.token = token.value().getBytes(UTF_8);
        this.cookieValue = hash(this.token);
    }

    Shown shownBy(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return isToken(authorization.substring(SCHEME.length()).strip()) ? Shown.BEARER : Shown.WRONG_BEARER;
        }
        Cookie cookie = request.getCookie(COOKIE);
        return cookie != null && same(cookieValue.getBytes(UTF_8), cookie.getValue()) ? Shown.COOKIE : Shown.NOTHING;
    }

    boolean isToken(String said) {
        return same(token, said);
    }

    String cookieValue() {
        return cookieValue;
    }

    private static boolean same(byte[] known, String said) {
        return MessageDigest.isEqual(known, said.getBytes(UTF_8));
    }

    private static String hash(byte[] token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token, "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(HASHED.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
