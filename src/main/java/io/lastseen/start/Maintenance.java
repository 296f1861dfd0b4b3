package io.lastseen.start;

import io.lastseen.recording.asset.RestoredReferences;
import io.lastseen.recording.check.StoreCheck;
import io.lastseen.recording.check.StoreReport;
import io.lastseen.recording.erasure.RestoredErasures;
import io.lastseen.recording.rebuild.Rebuild;
import io.lastseen.recording.rebuild.Rebuilt;
import io.quarkus.runtime.QuarkusApplication;
import io.vertx.core.json.JsonArray;
import java.util.Set;

/**
 * What the program does when it is started with a command: {@code fsck} or {@code rebuild}. It opens no port and moves
 * nothing else. Exit code 0: all is well; 1: something is not, and it was said.
 */
public class Maintenance implements QuarkusApplication {
    static final Set<String> COMMANDS = Set.of("fsck", "rebuild");
    private final StoreCheck check;
    private final Rebuild rebuild;
    private final RestoredReferences references;
    private final RestoredErasures erasures;

    Maintenance(StoreCheck check, Rebuild rebuild, RestoredReferences references, RestoredErasures erasures) {
        this.check = check;
        this.rebuild = rebuild;
        this.references = references;
        this.erasures = erasures;
    }

    @Override
    public int run(String... arguments) {
        return arguments[0].equals("fsck") ? check() : rebuild();
    }

    private int check() {
        StoreReport report = check.run().await().indefinitely();
        System.out.printf("""
            %,d objects read, %,d rows
              rows without bytes      %,d
              bytes without rows      %,d (removed once they are older than lastseen.archive.grace)
              damaged chunks          %,d
              unreadable objects      %,d
            """, report.objects(), report.rows(), report.rowsWithoutBytes(), report.bytesWithoutRows(), report.damagedChunks(),
            report.damagedObjects());
        return report.clean() ? 0 : 1;
    }

    private int rebuild() {
        long running = rebuild.replicasRunning().await().indefinitely();
        if (running > 0) {
            System.err.println(running + " replica(s) run on this database: stop them, wait for lastseen.replica.lease, and try again.");
            return 1;
        }
        JsonArray tombstones = rebuild.tombstones().await().indefinitely();
        Rebuilt done = rebuild.run(tombstones).await().indefinitely();
        int unreadable = done.unreadable() + references.restore().await().indefinitely();
        int again = erasures.eraseAgain(tombstones).await().indefinitely();
        System.out.printf("""
            %,d sites, %,d archived sessions and %,d chunks of %,d segments restored
              held back as erased     %,d
              erased again            %,d
              unreadable              %,d
            Sessions that were not archived yet are decided when Lastseen is started again.
            """, done.sites(), done.sessions(), done.chunks(), done.segments(), done.erased(), again, unreadable);
        return unreadable == 0 ? 0 : 1;
    }
}
