package io.lastseen.e2e.endings;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** The way to a server, which can be unplugged: then nothing arrives on either side, not even an end. */
public final class Cable implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final int service;
    private final NetServer server;
    private volatile boolean unplugged;

    public Cable(URI service) throws Exception {
        this.service = service.getPort();
        this.server = vertx.createNetServer().connectHandler(this::join).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    public String origin() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public void unplug() {
        unplugged = true;
    }

    /** Connections of before stay dead; new ones hold. */
    public void plugIn() {
        unplugged = false;
    }

    private void join(NetSocket browser) {
        if (unplugged) {
            return;
        }
        browser.pause();
        client.connect(service, "127.0.0.1").onFailure(refused -> browser.close()).onSuccess(upstream -> {
            Line line = new Line();
            browser.handler(bytes -> line.run(() -> upstream.write(bytes)));
            upstream.handler(bytes -> line.run(() -> browser.write(bytes)));
            browser.closeHandler(ended -> line.run(upstream::close));
            upstream.closeHandler(ended -> line.run(browser::close));
            browser.resume();
        });
    }

    /** A connection that lived through an unplugging is never heard of again. */
    private final class Line {
        private boolean dead;

        void run(Runnable pass) {
            dead |= unplugged;
            if (!dead) {
                pass.run();
            }
        }
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
