package io.lastseen.session;

import io.lastseen.engagement.Judgement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is told of a session. */
public enum EventType {
    /** Somebody is there. */
    STARTED,
    /** It ended, or is now known to have ended otherwise; a return may still reopen it. */
    ENDED,
    /** The visitor came back within the reopening time: it goes on. */
    REOPENED,
    /** Its end is the last word, or late evidence has amended one that was. */
    FINAL;

    /** The name in the API: {@code session.started}. */
    public String text() {
        return "session." + name().toLowerCase(Locale.ROOT);
    }

    public static List<String> texts() {
        return Arrays.stream(values()).map(EventType::text).toList();
    }

    /**
     * In the order in which they are told. Of sessions that are not counted nothing is.
     *
     * @param changed whether the decision made a verdict, another verdict, or undid one
     */
    static List<EventType> of(Judgement judgement, Optional<KnownSession> known, boolean changed) {
        List<EventType> events = new ArrayList<>();
        if (!judgement.counted()) {
            return events;
        }
        boolean told = known.filter(KnownSession::counted).isPresent();
        if (!told) {
            events.add(STARTED);
        }
        boolean finalBefore = told && known.filter(KnownSession::finalEnd).isPresent();
        if (judgement.verdict().isPresent()) {
            if (!finalBefore && (changed || !told)) {
                events.add(ENDED);
            }
            if (judgement.settled() && (!finalBefore || changed)) {
                events.add(FINAL);
            }
        } else if (changed && told) {
            events.add(REOPENED);
        }
        return events;
    }
}
