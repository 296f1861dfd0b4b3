package io.lastseen.e2e.customer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Stands between browser and service on a port of its own, passes every byte on, and keeps what browsers sent. */
public final class Wiretap implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final URI service;
    private final NetClient client = vertx.createNetClient();
    private final NetServer server;
    private final List<Buffer> connections = new CopyOnWriteArrayList<>();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Wiretap(URI service) throws Exception {
        this.service = service;
        this.server = vertx.createNetServer().connectHandler(this::join).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    public static Wiretap before(URI service) throws Exception {
        return new Wiretap(service);
    }

    public String origin() {
        return "http://localhost:" + server.actualPort();
    }

    private void join(NetSocket browser) {
        if (cut) {
            browser.close();
            return;
        }
        Buffer kept = Buffer.buffer();
        open.add(browser);
        connections.add(kept);
        browser.pause();
        client.connect(service.getPort(), "127.0.0.1").onSuccess(upstream -> {
            upstream.handler(browser::write);
            upstream.closeHandler(ended -> browser.close());
            browser.closeHandler(ended -> {
                open.remove(browser);
                upstream.close();
            });
            browser.handler(bytes -> {
                synchronized (kept) {
                    kept.appendBuffer(bytes);
                }
                upstream.write(bytes);
            });
            browser.resume();
        }).onFailure(refused -> browser.close());
    }

    /** From now on no connection holds and none comes about. */
    public void cut() {
        cut = true;
        open.forEach(NetSocket::close);
    }

    public void mend() {
        cut = false;
    }

    /** Everything that reached the wire so far, one array per connection. */
    public List<byte[]> sent() {
        List<byte[]> copies = new ArrayList<>();
        for (Buffer kept : connections) {
            synchronized (kept) {
                copies.add(kept.getBytes());
            }
        }
        return copies;
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
