package io.lastseen.session;

import io.lastseen.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Which sessions a list holds.
 *
 * @param from  first start, included
 * @param until last start, not included
 */
record SessionFilter(Optional<String> site, Optional<Instant> from, Optional<Instant> until, Optional<String> state,
                     Optional<SessionCursor> after, int limit) {

    /** @throws io.lastseen.problem.ProblemException 400 that names the parameter and says what it takes */
    static SessionFilter of(Optional<String> site, Optional<String> from, Optional<String> until, Optional<String> state,
                            Optional<String> cursor, int limit) {
        state.filter(s -> !s.equals("open") && !s.equals("ended")).ifPresent(s -> {
            throw Problem.of(400, "state is open or ended, not '" + s + "'.").asException();
        });
        Optional<Instant> first = from.map(text -> instant("from", text));
        Optional<Instant> last = until.map(text -> instant("to", text));
        first.filter(start -> last.filter(end -> !start.isBefore(end)).isPresent()).ifPresent(start -> {
            throw Problem.of(400, "from must lie before to.").asException();
        });
        return new SessionFilter(site, first, last, state, cursor.map(SessionCursor::parse), limit);
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.of(400, name + " is a time such as 2026-03-02T09:00:00Z, not '" + text + "'.").asException();
        }
    }
}
