package io.lastseen.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.e2e.Api;
import io.lastseen.e2e.Eventually;
import io.lastseen.e2e.ServiceProcess;
import io.lastseen.e2e.TestSite;
import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.Frame;
import io.lastseen.e2e.wire.TestDocument;
import io.lastseen.embedded.Backup;
import io.lastseen.embedded.StoresApart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both stores are copied while recorders are at work and visits end and are archived; then the copies are started. */
@DisplayName("A backup of PostgreSQL first and the objects then, made without stopping")
class BackupIT {
    private static final String PAGE = "https://shop.example";
    private static final int RECORDERS = 20;
    private static final int VISITS = 10;
    private static final String TOKEN = "a-token-that-both-services-share";
    private static final Map<String, String> SHORT_LIVES = Map.of("lastseen.engagement.close", "200ms", "lastseen.engagement.reopen-closed", "0s",
            "lastseen.archive.after", "0s", "lastseen.archive.poll", "200ms", "lastseen.access.token", TOKEN);

    @TempDir
    private Path elsewhere;

    @Test
    @DisplayName("holds all that was acknowledged before it, and what was erased since stays erased")
    void holds_what_was_acknowledged() throws Exception {
        Ledger backedUp;
        TestSite site;
        String erased;
        try (StoresApart stores = StoresApart.start(); ServiceProcess service = start(stores)) {
            site = TestSite.create(Api.of(service), "Backed up", PAGE);
            Doors doors = site.doors(PAGE);
            Ledger ledger = new Ledger();
            try (Recorders crowd = new Recorders(doors, ledger, RECORDERS, 3)) {
                erased = visit(doors, ledger);
                for (int i = 1; i < VISITS; i++) {
                    visit(doors, ledger);
                }
                Eventually.isTrue("all are at work", Duration.ofSeconds(30), () -> ledger.size() > 3 * (VISITS + RECORDERS));
                backedUp = ledger.copy();
                Backup.ofDatabase(stores, elsewhere);
                for (int i = 0; i < VISITS; i++) {
                    visit(doors, ledger);
                }
                Backup.ofObjects(stores, elsewhere);
                assertThat(crowd.refused()).isEmpty();
            }
            assertThat(Api.of(service).delete("/api/v1/sessions/" + erased)).isEqualTo(202);
            Backup.ofTombstones(stores, elsewhere);
        }
        try (StoresApart restored = StoresApart.in(elsewhere); ServiceProcess service = start(restored)) {
            service.terminate();
            assertThat(service.run("rebuild")).as(service.output() + service.errors()).isZero();
            assertThat(service.run("fsck")).as(service.output() + service.errors()).isZero();
            assertThat(service.output()).contains("rows without bytes      0", "damaged chunks          0");
            service.restart();
            Api api = Api.of(service);
            TestSite there = TestSite.of(api, api.get("/api/v1/sites/" + site.id()));
            backedUp.forget(erased);
            Ledger.Audit audit = Eventually.get("every chunk is in a session", Duration.ofSeconds(30),
                    () -> backedUp.audit(Campaign.recordings(api, there)), found -> found.lost().isEmpty());
            assertThat(audit.wrong()).isEmpty();
            assertThat(audit.twice()).isZero();
            assertThat(Campaign.recordings(api, there).stream().flatMap(recording -> recording.keys().stream()))
                    .noneMatch(key -> key.startsWith(erased));
        }
    }

    private static ServiceProcess start(StoresApart stores) {
        Map<String, String> settings = new HashMap<>(stores.settings());
        settings.putAll(SHORT_LIVES);
        return ServiceProcess.start(settings);
    }

    /** Of three chunks, and closed. @return the document's id, which is the session's too */
    private static String visit(Doors doors, Ledger ledger) throws Exception {
        TestDocument document = TestDocument.opened(PAGE + "/page");
        for (int i = 0; i < 3; i++) {
            Frame chunk = document.chunk("chunk " + i);
            assertThat(doors.send(chunk).statusCode()).isEqualTo(200);
            ledger.acknowledged(document.id(), i, chunk.payload(), Instant.now());
        }
        document.signal("pagehide", Map.of("persisted", false, "swap", "none"));
        assertThat(doors.send(document.beacon()).statusCode()).isEqualTo(200);
        return document.id();
    }
}
