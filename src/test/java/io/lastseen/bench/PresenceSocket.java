package io.lastseen.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One visitor's presence channel (RFC 6455), as little of it as a heartbeat needs. */
final class PresenceSocket {
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int MASKED = 0x80;
    private static final int LONG = 126;
    private final SocketChannel channel;
    private final String handshake;
    private final String hello;
    private final ByteBuffer in = ByteBuffer.allocate(1_024);
    private boolean open;

    /** @param from one of this machine's loopback addresses */
    PresenceSocket(Selector selector, String from, int port, String path, String hello) throws IOException {
        this.hello = hello;
        this.handshake = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://shop.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bGFzdHNlZW4gYmVuY2htYQ==\r\n\r\n";
        channel = SocketChannel.open();
        channel.bind(new InetSocketAddress(from, 0));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
    }

    boolean isOpen() {
        return open;
    }

    void ready(SelectionKey key) throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
            write(ByteBuffer.wrap(handshake.getBytes(StandardCharsets.US_ASCII)));
        } else if (key.isReadable()) {
            if (channel.read(in) < 0) {
                throw new IOException("The service hung up on a visitor who stays");
            }
            in.flip();
            read();
            in.compact();
        }
    }

    private void read() throws IOException {
        if (!open) {
            String answer = StandardCharsets.US_ASCII.decode(in.duplicate()).toString();
            int end = answer.indexOf("\r\n\r\n");
            if (end < 0) {
                return;
            }
            if (!answer.startsWith("HTTP/1.1 101")) {
                throw new IOException(answer);
            }
            in.position(in.position() + end + 4);
            open = true;
            say(hello);
        }
        while (in.remaining() >= 2 && in.remaining() >= 2 + in.get(in.position() + 1)) {
            int kind = in.get() & 0xff;
            int length = in.get();
            in.position(in.position() + length);
            if (kind == PING) {
                write(ByteBuffer.wrap(new byte[] {(byte) PONG, (byte) MASKED, 0, 0, 0, 0}));
            }
        }
    }

    /** Masked with zeros, which is what it would be unmasked. */
    void say(String json) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(text.length + 8).put((byte) TEXT);
        if (text.length < LONG) {
            frame.put((byte) (MASKED | text.length));
        } else {
            frame.put((byte) (MASKED | LONG)).putShort((short) text.length);
        }
        write(frame.putInt(0).put(text).flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** As when the browser's process dies: no close frame, no goodbye. */
    void vanish() throws IOException {
        open = false;
        channel.close();
    }
}
