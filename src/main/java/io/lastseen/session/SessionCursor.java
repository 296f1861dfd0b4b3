package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.lastseen.problem.TimeParameter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Where a page of sessions ended. Opaque outside. */
record SessionCursor(Instant startedAt, String id) {

    String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((startedAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws io.lastseen.problem.ProblemException 400 where it is none of ours */
    static SessionCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            SessionCursor cursor = new SessionCursor(Instant.parse(parts[0]), parts[1]);
            if (cursor.id.indexOf('\0') >= 0 || !TimeParameter.isKept(cursor.startedAt)) {
                throw notOfThisList();
            }
            return cursor;
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw notOfThisList();
        }
    }

    private static RuntimeException notOfThisList() {
        return Problem.of(400, "This cursor is not of this list. Begin again without one.").asException();
    }
}
