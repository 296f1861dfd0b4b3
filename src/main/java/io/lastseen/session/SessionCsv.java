package io.lastseen.session;

import io.lastseen.CsvTable;
import io.lastseen.problem.IsoInstants;
import io.lastseen.session.SessionView.End;
import java.time.Instant;
import java.util.function.Function;

/** Sessions as rows of a table. */
final class SessionCsv {
    private static final String[] COLUMNS = {
        "id", "site", "visitorId", "state", "startedAt", "endedAt", "durationMs", "engagedMs", "reason", "detail", "decidedAt", "confidence",
        "provisional", "entryPath", "exitPath", "views", "source", "channel", "campaign", "device", "browser", "os", "country", "language",
        "previous", "demo", "replay"};

    private SessionCsv() {
    }

    /** @param leads this is the first page: the columns' names come before it */
    static CsvTable table(SessionPage page, boolean leads) {
        CsvTable table = leads ? new CsvTable(COLUMNS) : new CsvTable();
        page.items().forEach(one -> table.row(one.id(), one.site(), one.visitorId(), one.state(), IsoInstants.text(one.startedAt()), time(one.endedAt()),
            one.durationMs(), one.engagedMs(), end(one, End::reason), end(one, End::detail), time(end(one, End::decidedAt)),
            end(one, End::confidence), end(one, End::provisional), one.entry().path(), one.exit().path(), one.views(), one.source(),
            one.channel(), one.campaign(), one.device().kind(), one.device().browser(), one.device().os(), one.country(), one.language(),
            one.previous(), one.demo(), one.links().replay()));
        return table;
    }

    private static <T> T end(SessionView session, Function<End, T> of) {
        return session.end() == null ? null : of.apply(session.end());
    }

    private static String time(Instant instant) {
        return instant == null ? null : IsoInstants.text(instant);
    }
}
