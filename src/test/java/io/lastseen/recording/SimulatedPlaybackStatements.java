package io.lastseen.recording;

import io.lastseen.recording.archive.SimulatedArchiveStatements;
import io.lastseen.simulation.Answer;
import io.lastseen.simulation.Fields;
import io.lastseen.simulation.Statements;

/** What PostgreSQL does for the statements of playback. */
public final class SimulatedPlaybackStatements {

    private SimulatedPlaybackStatements() {
    }

    public static Statements in(Statements statements) {
        return statements.on(RecordingIndex.SESSION, (work, p) -> Answer.of(work.row("session", p.getString(0), p.getString(1))
            .map(session -> SimulatedArchiveStatements.withArchive(work, Fields.of("open", session.has("state", "open"), "started_at", session.get("started_at"),
                "ended_at", session.get("ended_at")), session)).stream().toList())
        ).on(RecordingIndex.DOCUMENTS, (work, p) -> Answer.of(SimulatedArchiveStatements.parts(work, p)));
    }
}
