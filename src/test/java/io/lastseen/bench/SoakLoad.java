package io.lastseen.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * Visits that come and go: each page says a chunk every 5 s, sixty of them, and is left with the last. As many visitors as make the
 * chunks a second that are asked for. One thread, nothing but the JDK.
 *
 * <p>Arguments: port, path with key, connections at most, bytes per frame, chunks per second, seconds, and a word that makes the
 * documents' ids new. Writes one line of JSON; a chunk's time counts from when it was due.
 */
public final class SoakLoad {
    private static final int CHUNKS_OF_A_PAGE = 60;

    private final Selector selector = Selector.open();
    private final Latencies latencies = new Latencies();
    private final ChunkConnections connections;

    private SoakLoad(int port, String path, int most, int frameBytes, Schedule schedule, String run) throws IOException {
        Visitors visitors = new Visitors(run);
        long began = System.currentTimeMillis();
        this.connections = new ChunkConnections(selector, port, most, new FrameTemplate(path, frameBytes, (document, sequence) ->
            visitors.chunkOfVisit(document, began + schedule.opens(document), sequence, schedule.last(document))));
    }

    public static void main(String[] args) throws IOException {
        Schedule schedule = new Schedule(Integer.parseInt(args[4]));
        SoakLoad load = new SoakLoad(Integer.parseInt(args[0]), args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]), schedule, args[6]);
        load.run(schedule, Long.parseLong(args[5]) * schedule.perSecond());
        System.out.println(load.latencies.json(Long.parseLong(args[5]), ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis()));
    }

    private void run(Schedule schedule, long chunks) throws IOException {
        long began = System.nanoTime();
        for (long sent = 0; sent < chunks; poll(2)) {
            for (long due = schedule.dueBy(System.nanoTime() - began); sent < Math.min(due, chunks) && connections.isFree(); sent++) {
                connections.take().begin(schedule.document(sent), schedule.sequence(sent), began + schedule.dueAt(sent));
            }
        }
        while (!connections.isQuiet()) {
            poll(100);
        }
    }

    private void poll(long patienceMs) throws IOException {
        selector.select(patienceMs);
        for (SelectionKey ready : selector.selectedKeys()) {
            if (((ChunkConnection) ready.attachment()).ready(latencies)) {
                connections.give((ChunkConnection) ready.attachment());
            }
        }
        selector.selectedKeys().clear();
    }

    /**
     * Which chunk is the n-th: every visitor has one in each turn of 5 s. Visitors begin at different places of their first visit, so
     * that their leaving is spread as well.
     */
    public record Schedule(int perSecond) {
        private static final long DOCUMENTS_OF_A_VISITOR = 100_000;

        private long visitors() {
            return (long) perSecond * Visitors.CHUNK_MS / 1_000;
        }

        /** @return nanoseconds since the beginning */
        private long dueAt(long chunk) {
            return chunk * 1_000_000_000L / perSecond;
        }

        private long dueBy(long nanos) {
            return nanos * perSecond / 1_000_000_000L;
        }

        /** Turns since this visitor's first visit would have begun if it were whole. */
        private long turn(long chunk) {
            return chunk / visitors() + skipped(chunk % visitors());
        }

        private static long skipped(long visitor) {
            return visitor % CHUNKS_OF_A_PAGE;
        }

        private static long skippedOf(long document) {
            return document % DOCUMENTS_OF_A_VISITOR == 0 ? skipped(document / DOCUMENTS_OF_A_VISITOR) : 0;
        }

        public long document(long chunk) {
            return chunk % visitors() * DOCUMENTS_OF_A_VISITOR + turn(chunk) / CHUNKS_OF_A_PAGE;
        }

        public int sequence(long chunk) {
            return (int) (turn(chunk) % CHUNKS_OF_A_PAGE - skippedOf(document(chunk)));
        }

        private int last(long document) {
            return (int) (CHUNKS_OF_A_PAGE - 1 - skippedOf(document));
        }

        /** @return milliseconds since the beginning */
        private long opens(long document) {
            long visitor = document / DOCUMENTS_OF_A_VISITOR;
            long turn = Math.max(0, document % DOCUMENTS_OF_A_VISITOR * CHUNKS_OF_A_PAGE - skipped(visitor));
            return turn * Visitors.CHUNK_MS + visitor * 1_000L / perSecond;
        }

        /** The number in a document's id. */
        public static long number(String documentId) {
            return Long.parseLong(documentId.substring(documentId.lastIndexOf('_') + 1));
        }
    }
}
