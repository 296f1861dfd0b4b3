package io.lastseen.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;

/** Few connections for the chunks of many: opened as they are needed, each with one chunk under way. */
final class ChunkConnections {
    private final Selector selector;
    private final int port;
    private final int most;
    private final FrameTemplate template;
    private final Deque<ChunkConnection> idle = new ArrayDeque<>();
    private int opened;

    ChunkConnections(Selector selector, int port, int most, FrameTemplate template) {
        this.selector = selector;
        this.port = port;
        this.most = most;
        this.template = template;
    }

    boolean isFree() {
        return !idle.isEmpty() || opened < most;
    }

    /** One that is free; what it says is the attachment of its key. */
    ChunkConnection take() throws IOException {
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        ChunkConnection connection = new ChunkConnection(selector, port, template);
        connection.key().attach(connection);
        opened++;
        return connection;
    }

    /** Its chunk has been answered. */
    void give(ChunkConnection connection) {
        idle.push(connection);
    }

    boolean isQuiet() {
        return idle.size() == opened;
    }

    int opened() {
        return opened;
    }
}
