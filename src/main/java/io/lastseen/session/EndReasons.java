package io.lastseen.session;

import io.lastseen.engagement.Reason;
import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why sessions end, as the parameter {@code reason} asks for it. A name that nobody knows would be taken for one that nobody met. */
public final class EndReasons {
    private static final Set<Reason> NO_SESSIONS = Set.of(Reason.BOT, Reason.UNSEEN);
    private static final List<String> NAMES =
        Arrays.stream(Reason.values()).filter(reason -> !NO_SESSIONS.contains(reason)).map(Reason::text).toList();
    private static final String KNOWN = "Reasons are " + String.join(", ", NAMES);
    private static final String OPEN = "open";

    private EndReasons() {
    }

    /** @throws io.lastseen.problem.ProblemException 400 that says which there are */
    static String read(String name) {
        return known(NAMES.contains(name), name, KNOWN);
    }

    /**
     * The same where {@code open} asks for sessions that have not ended.
     *
     * @param given nothing in it is as if it were left out
     */
    public static Optional<String> orOpen(Optional<String> given) {
        return given.map(String::strip).filter(name -> !name.isEmpty())
            .map(name -> known(name.equals(OPEN) || NAMES.contains(name), name, KNOWN + ", and open for sessions that have not ended"));
    }

    private static String known(boolean known, String name, String instead) {
        if (!known) {
            throw Problem.ofFields(List.of(new FieldError("reason", "'" + name + "' is no end reason. " + instead))).asException();
        }
        return name;
    }
}
