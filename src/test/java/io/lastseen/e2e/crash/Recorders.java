package io.lastseen.e2e.crash;

import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.Frame;
import io.lastseen.e2e.wire.TestDocument;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Many visitors whose recorders send a chunk about every second, and send the same bytes again until a readable 200, as
 * the real one does. What is refused for good fails the proof.
 */
final class Recorders implements AutoCloseable {
    private static final int EVERY_MS = 1_000;
    private static final int AGAIN_MS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Doors doors;
    private final Ledger ledger;
    private final ExecutorService hands;
    private final List<String> refused = new ArrayList<>();
    private volatile boolean closing;

    Recorders(Doors doors, Ledger ledger, int many, long seed) {
        this.doors = doors;
        this.ledger = ledger;
        this.hands = Executors.newFixedThreadPool(many);
        for (int i = 0; i < many; i++) {
            Random random = new Random(seed + i);
            hands.submit(() -> visit(random));
        }
    }

    private Void visit(Random random) throws InterruptedException {
        TestDocument document = TestDocument.opened(doors.pageOrigin() + "/page");
        TimeUnit.MILLISECONDS.sleep(random.nextInt(EVERY_MS));
        for (int sequence = 0; !closing; sequence++) {
            document.signal("input", Map.of("kind", "pointer"));
            Frame chunk = document.chunk("x".repeat(random.nextInt(200)) + random.nextLong());
            if (!deliver(document.id(), sequence, chunk, random)) {
                return null;
            }
            TimeUnit.MILLISECONDS.sleep(EVERY_MS / 2 + random.nextInt(EVERY_MS));
        }
        return null;
    }

    private boolean deliver(String document, int sequence, Frame chunk, Random random) throws InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(giveUp)) {
            Instant begun = Instant.now();
            int status = send(chunk);
            if (status == 200) {
                ledger.acknowledged(document, sequence, chunk.payload(), begun);
                return true;
            }
            if (status >= 400 && status < 500 && status != 429) {
                refuse(document + "#" + sequence + ": " + status);
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(AGAIN_MS / 2 + random.nextInt(AGAIN_MS));
        }
        refuse(document + "#" + sequence + ": not taken within " + PATIENCE.toSeconds() + " s");
        return false;
    }

    private int send(Frame chunk) throws InterruptedException {
        try {
            return doors.send(chunk).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private synchronized void refuse(String what) {
        refused.add(what);
    }

    synchronized List<String> refused() {
        return List.copyOf(refused);
    }

    /** Every recorder delivers what it has under way and goes. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        hands.shutdown();
        if (!hands.awaitTermination(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS)) {
            hands.shutdownNow();
            throw new AssertionError("recorders still wait for an answer");
        }
    }
}
