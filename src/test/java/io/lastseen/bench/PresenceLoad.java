package io.lastseen.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Visitors who come and stay: each holds a presence channel, sends a heartbeat every 15 s and a chunk of 4 KB every 5 s, over few
 * pooled connections; in the end some of them vanish. One thread, nothing but the JDK.
 *
 * <p>Arguments: port, write key, visitors, for how many seconds all of them are there, how many vanish, and a word that makes the ids
 * new. Writes one line of JSON.
 */
public final class PresenceLoad {
    /** Seconds in which they come; in which those who vanish do, one after the other; and in which that is to be known. */
    public static final int RAMP = 60;
    public static final int VANISHING = 80;
    public static final int KNOWN = 25;
    private static final int POOL = 512;
    private static final int ADDRESSES = 8;
    private static final int HEARTBEAT_MS = 15_000;
    private static final int CHUNK_MS = 5_000;
    private static final int CHUNK_BYTES = 4_096;
    private static final long STRETCH_MS = 20_000;

    private final int port;
    private final String key;
    private final int visitors;
    private final long lengthMs;
    private final int vanish;
    private final Visitors names;
    private final Selector selector = Selector.open();
    private final PresenceSocket[] sockets;
    private final long[] vanishedAt;
    private final int[] chunksOf;
    private final ChunkConnections connections;
    private final Latencies latencies = new Latencies();
    /** How many chunks had been acknowledged when all were there, and at the end of each stretch after that. */
    private final List<Integer> stretches = new ArrayList<>();
    private long opened;
    private long heartbeats;
    private long chunks;
    private int vanished;

    private PresenceLoad(String[] args) throws IOException {
        port = Integer.parseInt(args[0]);
        key = args[1];
        visitors = Integer.parseInt(args[2]);
        lengthMs = (RAMP + Integer.parseInt(args[3])) * 1_000L;
        vanish = Integer.parseInt(args[4]);
        names = new Visitors(args[5]);
        sockets = new PresenceSocket[visitors];
        vanishedAt = new long[visitors];
        chunksOf = new int[visitors];
        connections = new ChunkConnections(selector, port, POOL, new FrameTemplate("/i/c?k=" + key, CHUNK_BYTES, names::chunk));
    }

    public static void main(String[] args) throws IOException {
        System.out.println(new PresenceLoad(args).run());
    }

    private String run() throws IOException {
        long began = System.currentTimeMillis();
        long cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        for (long at = 0; at < lengthMs; at = System.currentTimeMillis() - began) {
            open(at);
            say(at);
            measure(at - RAMP * 1_000L);
            vanish(at);
            poll(2);
        }
        while (!connections.isQuiet()) {
            poll(100);
        }
        long took = System.currentTimeMillis() - began;
        StringBuilder gone = new StringBuilder();
        for (int i = 0; i < visitors; i++) {
            if (vanishedAt[i] != 0) {
                gone.append(gone.isEmpty() ? "" : ", ").append("\"").append(names.visitor(i)).append("\": ").append(vanishedAt[i]);
            }
        }
        return String.format(Locale.ROOT, "{\"heartbeats\": %d, \"connections\": %d, \"ended\": %d, \"chunks\": %s, \"whileTheyCome\": %s, \"whenAllAreThere\": %s,"
            + " \"p99OfEach20s\": %s, \"vanished\": {%s}}", heartbeats, connections.opened(), began + took,
            latencies.json(took / 1e3, ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - cpu),
            latencies.json(0, stretches.get(0)), latencies.json(stretches.get(0), latencies.count()), p99ByStretch(), gone);
    }

    private void open(long at) throws IOException {
        for (long due = Math.min(visitors, at * visitors / (RAMP * 800L)); opened < due; opened++) {
            int i = (int) opened;
            sockets[i] = new PresenceSocket(selector, "127.0.0." + (2 + i % ADDRESSES), port, "/i/s?k=" + key, names.hello(i));
        }
    }

    /** Evenly spread: the n-th heartbeat is visitor n's, modulo their number, and so are the chunks. */
    private void say(long at) throws IOException {
        for (long due = at * visitors / HEARTBEAT_MS; heartbeats < due; heartbeats++) {
            int i = (int) (heartbeats % visitors);
            if (sockets[i] != null && sockets[i].isOpen()) {
                sockets[i].say(names.heartbeat(i, 2 + heartbeats / visitors));
            }
        }
        for (long due = at * visitors / CHUNK_MS; chunks < due; chunks++) {
            int i = (int) (chunks % visitors);
            if (i < opened && vanishedAt[i] == 0) {
                if (!connections.isFree()) {
                    return;
                }
                connections.take().begin(i, chunksOf[i]++, System.nanoTime() - (at - chunks * CHUNK_MS / visitors) * 1_000_000L);
            }
        }
    }

    private void measure(long at) {
        if (at >= stretches.size() * STRETCH_MS) {
            stretches.add(latencies.count());
        }
    }

    private String p99ByStretch() {
        return IntStream.range(1, stretches.size()).mapToObj(i -> String.valueOf(Math.round(latencies.percentile(0.99, stretches.get(i - 1), stretches.get(i)))))
            .collect(Collectors.joining(", ", "[", "]"));
    }

    private void vanish(long at) throws IOException {
        long begins = lengthMs - (VANISHING + KNOWN) * 1_000L;
        for (long due = Math.min(vanish, (at - begins) * vanish / (VANISHING * 1_000L)); vanished < due; vanished++) {
            int i = vanished * (visitors / vanish);
            sockets[i].vanish();
            vanishedAt[i] = System.currentTimeMillis();
        }
    }

    private void poll(long patienceMs) throws IOException {
        selector.select(patienceMs);
        for (SelectionKey ready : selector.selectedKeys()) {
            if (!ready.isValid()) {
                continue;
            }
            if (ready.attachment() instanceof PresenceSocket socket) {
                socket.ready(ready);
            } else if (((ChunkConnection) ready.attachment()).ready(latencies)) {
                connections.give((ChunkConnection) ready.attachment());
            }
        }
        selector.selectedKeys().clear();
    }
}
