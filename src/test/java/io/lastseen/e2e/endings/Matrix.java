package io.lastseen.e2e.endings;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Plays endings side by side, as they mostly wait, and notes what became of each. */
final class Matrix {
    static final List<Ending> ENDINGS = Stream.of(Departures.ALL, BrowserDeaths.ALL, Returns.ALL, OlderBrowsers.ALL)
            .flatMap(List::stream).toList();
    /** What was spooled or is slow may still change a verdict. */
    private static final Duration SETTLES = Duration.ofSeconds(3);
    /** Beyond what is allowed, so that one that is late is told from one that never comes. */
    private static final Duration AT_MOST_LATE = Duration.ofSeconds(30);

    private static final Duration LONGEST_ROUND = Duration.ofMinutes(8);

    private final Runs runs;
    private final Ending.Make make;
    private final List<Ending> endings;
    private final int beside;

    /**
     * @param only   those whose name holds this
     * @param beside so many at once
     */
    Matrix(Runs runs, Ending.Make make, String only, int beside) {
        this.runs = runs;
        this.make = make;
        this.endings = ENDINGS.stream().filter(ending -> ending.makes().contains(make) && ending.name().contains(only)).toList();
        this.beside = beside;
    }

    List<Ending> endings() {
        return endings;
    }

    /** Goes on until each ending was played so many times; what fails to be played is left to the next call. */
    void play(int times) throws Exception {
        ExecutorService players = Executors.newFixedThreadPool(beside);
        ExecutorService alone = Executors.newSingleThreadExecutor();
        try (Stage stage = new Stage()) {
            for (int round = 1; round <= times; round++) {
                int wanted = round;
                endings.stream().filter(ending -> runs.made(ending, make) < wanted)
                        .sorted(Comparator.comparing(Ending::takes).reversed())
                        .forEach(ending -> (ending.alone() ? alone : players).execute(() -> runs.add(play(stage, ending))));
            }
            for (ExecutorService all : List.of(players, alone)) {
                all.shutdown();
                if (!all.awaitTermination(times * LONGEST_ROUND.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the endings did not end");
                }
            }
        } finally {
            players.shutdownNow();
            alone.shutdownNow();
        }
    }

    private Run play(Stage stage, Ending ending) {
        try (Scene scene = new Scene(stage)) {
            Instant gone = ending.play().in(scene);
            return judge(scene, ending, gone, Duration.between(gone, Instant.now()));
        } catch (WrongVerdict wrong) {
            return Run.wrong(ending, make, wrong.getMessage());
        } catch (Exception | AssertionError notPlayed) {
            return Run.failed(ending, make, notPlayed.toString());
        }
    }

    private Run judge(Scene scene, Ending ending, Instant gone, Duration took) throws Exception {
        Duration within = Duration.between(Instant.now(), gone).plus(ending.becomes().sureness().within).plus(AT_MOST_LATE);
        try {
            Eventually.get("an end", within, scene.site()::sessions,
                    all -> !all.isEmpty() && all.stream().allMatch(Matrix::ended));
        } catch (AssertionError never) {
            return Run.wrong(ending, make, "no end: " + scene.site().sessions());
        }
        JsonNode first = scene.site().sessions().get(0);
        scene.rest(SETTLES);
        List<JsonNode> all = scene.site().sessions();
        JsonNode session = all.get(0);
        String wrong = wrong(ending.becomes(), all, gone);
        if (wrong.isEmpty() && !first.get("end").get("reason").equals(session.get("end").get("reason"))) {
            wrong = "changed from " + first.get("end");
        }
        return Run.judged(ending, make, session.at("/end/reason").asText(), ms(gone, session.get("endedAt")), took.toMillis(),
                ms(gone, session.at("/end/decidedAt")), wrong.isEmpty() ? "" : wrong + ": gone at " + gone + ", " + all);
    }

    private static boolean ended(JsonNode session) {
        return session.get("state").asText().equals("ended");
    }

    private static long ms(Instant from, JsonNode to) {
        return Duration.between(from, Instant.parse(to.asText())).toMillis();
    }

    /** Empty where the visit was judged as it should be; percentiles are another matter. */
    private static String wrong(Becomes becomes, List<JsonNode> sessions, Instant gone) {
        JsonNode end = sessions.get(0).get("end");
        if (sessions.size() != 1) {
            return sessions.size() + " sessions";
        } else if (!ended(sessions.get(0))) {
            return "open again";
        } else if (!becomes.reasons().contains(end.get("reason").asText())) {
            return "reason " + end.get("reason").asText();
        } else if (!becomes.reopened() && end.get("revision").asInt() != 1) {
            return "ended before it ended";
        } else if (Instant.parse(end.get("decidedAt").asText()).isBefore(gone)) {
            return "ended while somebody was there";
        }
        return "";
    }
}
