package io.lastseen.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One keep-alive connection with at most one chunk under way. */
final class ChunkConnection {
    private static final int STATUS = "HTTP/1.1 ".length();
    private final SelectionKey key;
    private final SocketChannel channel;
    private final FrameTemplate template;
    private final ByteBuffer[] request = new ByteBuffer[2];
    private final ByteBuffer answer = ByteBuffer.allocate(4_096);
    private long began;

    /** Connects; {@link #ready} is to be called for its key's events. */
    ChunkConnection(Selector selector, int port, FrameTemplate template) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ);
        this.template = template;
        request[0] = template.head();
    }

    SelectionKey key() {
        return key;
    }

    /** @param due when it should have been sent, {@link System#nanoTime()} */
    void begin(long document, int sequence, long due) throws IOException {
        template.fill(request[0], document, sequence);
        request[1] = template.payload();
        began = due;
        write();
    }

    private void write() throws IOException {
        channel.write(request);
        key.interestOps(request[1].hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** @return whether the chunk has been answered */
    boolean ready(Latencies latencies) throws IOException {
        if (request[1].hasRemaining()) {
            write();
        }
        if (!key.isReadable() || !answered()) {
            return false;
        }
        if (answer.get(STATUS) == '2') {
            latencies.acknowledged(System.nanoTime() - began);
        } else {
            latencies.refused();
        }
        answer.clear();
        return true;
    }

    /** An acknowledgement has no body, a refusal has one of a known length. */
    private boolean answered() throws IOException {
        if (channel.read(answer) < 0) {
            throw new EOFException("The service hung up");
        }
        int end = answer.position();
        if (end < 4) {
            return false;
        }
        if (answer.get(end - 4) == '\r' && answer.get(end - 2) == '\r' && answer.get(STATUS) == '2') {
            return true;
        }
        String text = new String(answer.array(), 0, end, StandardCharsets.US_ASCII);
        int head = text.indexOf("\r\n\r\n");
        int length = text.toLowerCase().indexOf("content-length:");
        return head > 0 && length > 0 && end - head - 4 >= Integer.parseInt(text.substring(length + 15, text.indexOf('\r', length)).strip());
    }
}
