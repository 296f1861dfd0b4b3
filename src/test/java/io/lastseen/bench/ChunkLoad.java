package io.lastseen.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends chunks as fast as they are acknowledged, one at a time on each of many connections, from one thread and with nothing
 * but the JDK: what it costs itself must not be taken for the service's.
 *
 * <p>Arguments: port, path with key, connections, bytes per frame, seconds to warm up, seconds to measure, and a word that makes
 * the documents' ids new. Writes one line of JSON.
 */
final class ChunkLoad {
    private static final int PAGES = 16;
    /** Five minutes with a chunk every 5 s, as long as the time is short here. */
    private static final int CHUNKS_OF_A_PAGE = 60;

    private final Selector selector = Selector.open();
    private final List<Visits> all = new ArrayList<>();

    private ChunkLoad(int port, int connections, FrameTemplate template) throws IOException {
        for (int i = 0; i < connections; i++) {
            Visits visits = new Visits(new ChunkConnection(selector, port, template), i);
            visits.connection.key().attach(visits);
            all.add(visits);
        }
    }

    public static void main(String[] args) throws IOException {
        ChunkLoad load = new ChunkLoad(Integer.parseInt(args[0]), Integer.parseInt(args[2]),
            new FrameTemplate(args[1], Integer.parseInt(args[3]), new Visitors(args[6])::chunkAlone));
        for (Visits visits : load.all) {
            visits.next();
        }
        load.run(Long.parseLong(args[4]), new Latencies());
        Latencies measured = new Latencies();
        long cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        double seconds = load.run(Long.parseLong(args[5]), measured);
        cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - cpu;
        System.out.println(measured.json(seconds, cpu));
    }

    private double run(long seconds, Latencies latencies) throws IOException {
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                Visits visits = (Visits) key.attachment();
                if (visits.connection.ready(latencies)) {
                    visits.next();
                }
            }
            selector.selectedKeys().clear();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** The pages of some visitors in turn, who come and go, over one connection. */
    private static final class Visits {
        private final ChunkConnection connection;
        private final int number;
        private int sent;

        private Visits(ChunkConnection connection, int number) {
            this.connection = connection;
            this.number = number;
        }

        private void next() throws IOException {
            int page = sent % PAGES;
            int chunk = sent / PAGES + page * CHUNKS_OF_A_PAGE / PAGES;
            connection.begin((number * PAGES + page) * 10_000L + chunk / CHUNKS_OF_A_PAGE, chunk % CHUNKS_OF_A_PAGE, System.nanoTime());
            sent++;
        }
    }
}
