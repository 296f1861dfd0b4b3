package io.lastseen.e2e.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Api;
import io.lastseen.e2e.Eventually;
import io.lastseen.e2e.Recording;
import io.lastseen.e2e.ServiceProcess;
import io.lastseen.e2e.TestSite;
import io.lastseen.embedded.StoresApart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Fresh stores, a service, a crowd of recorders, and one kill after the other at random instants; then everything that
 * was acknowledged is read back.
 */
final class Campaign {
    private static final String PAGE = "https://shop.example";
    private static final int LONGEST_PAUSE_MS = 4_000;
    private static final Duration BACK = Duration.ofSeconds(60);

    private final int recorders;
    private final List<Killed> kills;
    private final long seed;
    private final Map<Killed, List<Long>> backMs = new HashMap<>();

    Campaign(int recorders, List<Killed> kills, long seed) {
        this.recorders = recorders;
        this.seed = seed;
        this.kills = new ArrayList<>(kills);
        Collections.shuffle(this.kills, new Random(seed));
    }

    Outcome run() throws Exception {
        Random random = new Random(seed);
        try (StoresApart stores = StoresApart.start();
                ServiceProcess service = ServiceProcess.startForLong(stores.settings())) {
            Api api = Api.of(service);
            TestSite site = TestSite.create(api, "Crash", PAGE);
            Ledger ledger = new Ledger();
            Recorders crowd = new Recorders(site.doors(PAGE), ledger, recorders, seed);
            try (crowd) {
                Eventually.isTrue("recorders at work", Duration.ofSeconds(20), () -> ledger.size() >= recorders);
                for (Killed what : kills) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MS));
                    ledger.watchFrom(Instant.now());
                    kill(what, service, stores);
                    Duration back = Eventually.get("an acknowledgement after " + what, BACK, ledger::firstAfter,
                            first -> first.isPresent()).orElseThrow();
                    backMs.computeIfAbsent(what, any -> new ArrayList<>()).add(back.toMillis());
                }
            }
            Ledger.Audit audit = Eventually.get("every chunk is in a session", Duration.ofSeconds(60),
                    () -> ledger.audit(recordings(api, site)), found -> found.lost().isEmpty());
            return new Outcome(seed, backMs, audit, crowd.refused());
        }
    }

    private static void kill(Killed what, ServiceProcess service, StoresApart stores) {
        switch (what) {
            case SERVICE -> {
                service.kill();
                service.restart();
            }
            case POSTGRES -> stores.killPostgres();
            case STORE -> {
                stores.killObjects();
                stores.startObjects();
            }
        }
    }

    static List<Recording> recordings(Api api, TestSite site) throws Exception {
        List<Recording> recordings = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = api.get("/api/v1/sessions?limit=100&site=" + site.id() + cursor);
            for (JsonNode session : page.get("items")) {
                recordings.add(Recording.of(api, session));
            }
            if (!page.hasNonNull("next")) {
                return recordings;
            }
            cursor = "&cursor=" + page.get("next").asText();
        }
    }

    /** @param backMs from each kill to the first acknowledgement of a request that began after it, by what was killed */
    record Outcome(long seed, Map<Killed, List<Long>> backMs, Ledger.Audit audit, List<String> refused) {
    }
}
