package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.problem.TimeParameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which sessions a list holds.
 *
 * @param from  first start, included
 * @param until last start, not included
 */
record SessionFilter(Optional<String> site, Optional<Instant> from, Optional<Instant> until, Optional<String> state,
                     Optional<TimeCursor> after, int limit) {

    /** @throws io.lastseen.problem.ProblemException 400 that names the parameter and says what it takes */
    static SessionFilter of(Optional<String> site, ListParameters asked, Optional<String> cursor, int limit) {
        asked.state().filter(s -> !s.equals("open") && !s.equals("ended")).ifPresent(s -> {
            throw Problem.ofFields(List.of(new FieldError("state", "is open or ended, not '" + s + "'"))).asException();
        });
        Optional<Instant> first = asked.from().map(text -> TimeParameter.read("from", text));
        Optional<Instant> last = asked.to().map(text -> TimeParameter.read("to", text));
        first.ifPresent(start -> last.ifPresent(end -> TimeParameter.inOrder(start, end)));
        return new SessionFilter(site, first, last, asked.state(), cursor.map(TimeCursor::read), limit);
    }

    /** The page that follows one. @param next as that page has it */
    SessionFilter after(String next) {
        return new SessionFilter(site, from, until, state, Optional.of(TimeCursor.read(next)), limit);
    }
}
