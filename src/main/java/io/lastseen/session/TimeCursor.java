package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.lastseen.problem.TimeParameter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** After which item a page begins, in a list that is ordered by time and, at the same time, by id. */
public record TimeCursor(Instant at, String id) {
    /** Before all items. */
    public static final TimeCursor START = new TimeCursor(Instant.EPOCH, "");

    public String text() {
        byte[] bytes = (at + " " + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws io.lastseen.problem.ProblemException 400 where it is none of ours */
    public static TimeCursor read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            TimeCursor cursor = new TimeCursor(Instant.parse(parts[0]), parts[1]);
            if (cursor.id.indexOf('\0') >= 0 || !TimeParameter.isKept(cursor.at)) {
                throw notOfThisList();
            }
            return cursor;
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException notOurs) {
            throw notOfThisList();
        }
    }

    private static RuntimeException notOfThisList() {
        return Problem.of(400, "This cursor is not of this list. Begin again without one.").asException();
    }
}
