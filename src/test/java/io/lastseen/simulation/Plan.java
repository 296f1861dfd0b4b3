package io.lastseen.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What visitors do in one simulation, and which sessions will be made of it. */
final class Plan {
    private static final int CHUNK_MS = 3_000;
    private final Random random;
    private final Instant beginning;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();

    Plan(Random random, Instant beginning) {
        this.random = random;
        this.beginning = beginning;
        int visitors = 2 + random.nextInt(3);
        for (int v = 0; v < visitors; v++) {
            visitor("visitor_%08d".formatted(v));
        }
    }

    List<Visit> visits() {
        return visits;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /**
     * Whether a session is only known once this chunk is there, and shares a page with an earlier one. Should that take longer than
     * segments stay after the earlier one is archived, then a chunk that both share is in the earlier one's archive only.
     */
    boolean sharesLater(Chunk chunk) {
        return chunk.sequence() == 0 && visits.stream().anyMatch(visit -> visit.id().equals(chunk.page().id())
            && visit.parts().stream().anyMatch(part -> part.fromMs() > 0));
    }

    private void visitor(String visitor) {
        Instant start = beginning.plusMillis(random.nextInt(240_000));
        Page first = page(visitor, 0, start);
        int length = recorded(first);
        // A page that a second session goes on with, after somebody had been away.
        boolean shared = random.nextInt(3) == 0;
        long boundary = shared ? 1 + random.nextInt(length * CHUNK_MS) : 0;
        List<Visit.Part> parts = new ArrayList<>(List.of(new Visit.Part(first, 0, shared ? Optional.of(boundary) : Optional.empty())));
        if (random.nextBoolean()) {
            Page second = page(visitor, 1, start.plusMillis(1 + random.nextInt(20_000)));
            recorded(second);
            parts.add(new Visit.Part(second, 0, Optional.empty()));
        }
        visit(visitor, first.id(), start, parts);
        if (shared) {
            Page third = page(visitor, 2, start.plusMillis(20_000 + random.nextInt(20_000)));
            recorded(third);
            visit(visitor, third.id(), third.opened(), List.of(new Visit.Part(third, 0, Optional.empty()), new Visit.Part(first, boundary + 1, Optional.empty())));
        }
    }

    private Page page(String visitor, int number, Instant opened) {
        return new Page(visitor, "tab_of_" + visitor, "document_%d_%s".formatted(number, visitor), opened, random.nextBoolean());
    }

    private int recorded(Page page) {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            chunks.add(chunk(page, i, i > 0 && random.nextInt(30) == 0));
            // After a crash the next page may seal what a beacon of the one before had brought already.
            if (random.nextInt(20) == 0) {
                chunks.add(chunk(page, i, false));
            }
        }
        return count;
    }

    private Chunk chunk(Page page, int sequence, boolean poisoned) {
        long firstMs = (long) sequence * CHUNK_MS;
        return new Chunk(page, sequence, firstMs, firstMs + CHUNK_MS - 100,
            "<%s %d %08x>".formatted(page.id(), sequence, random.nextInt()) + "x".repeat(random.nextInt(300)), poisoned);
    }

    /** Whether there is another chunk of the same place. */
    boolean isRivalled(Chunk chunk) {
        return chunks.stream().anyMatch(other -> other != chunk && other.key().equals(chunk.key()));
    }

    private void visit(String visitor, String id, Instant start, List<Visit.Part> parts) {
        Instant last = start.plusSeconds(60 + random.nextInt(240));
        Optional<Instant> amended = switch (random.nextInt(4)) {
            case 0 -> Optional.of(last.plus(Duration.ofMinutes(1 + random.nextInt(600))));
            // just when it is archived
            case 1 -> Optional.of(last.plusSeconds(60 + random.nextInt(40)));
            default -> Optional.empty();
        };
        visits.add(new Visit(visitor, id, random.nextInt(6) > 0, start, last, amended, parts));
    }
}
