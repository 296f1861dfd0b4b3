package io.lastseen.e2e.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A tab without a browser: its document's presence channel, opened anew as the recorder does when it drops. */
public final class PresenceTab {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private static final int SOON_MS = 300;
    private static final int SOON_SPREAD_MS = 1_200;

    private final TestDocument document;
    private final ScheduledExecutorService timers;
    private Doors doors;
    private WebSocket socket;
    private int channel;
    private boolean there = true;

    public PresenceTab(TestDocument document, Doors doors, ScheduledExecutorService timers) {
        this.document = document;
        this.doors = doors;
        this.timers = timers;
    }

    /** Connects without waiting for it, and says what has happened so far. */
    public synchronized void connect() {
        if (!there) {
            return;
        }
        String address = doors.service().toString().replaceFirst("^http", "ws") + "/i/s?k=" + doors.writeKey();
        WebSocket.Builder opening = HTTP.newWebSocketBuilder().header("Origin", doors.pageOrigin()).connectTimeout(Duration.ofSeconds(10));
        doors.headers().forEach(opening::header);
        opening.buildAsync(URI.create(address), new Listener()).whenComplete((opened, failure) -> {
                    if (failure == null) {
                        greet(opened);
                    } else {
                        again();
                    }
                });
    }

    private synchronized void greet(WebSocket opened) {
        socket = opened;
        channel++;
        document.signal("hb", Map.of("vis", "visible", "focus", true));
        send();
    }

    /** From now on it connects there, as behind a balancer that has noticed. */
    public synchronized void connectsTo(URI replica) {
        doors = doors.at(replica);
    }

    public synchronized void says(String kind, Map<String, Object> fields) {
        document.signal(kind, fields);
        if (socket != null && there) {
            send();
        }
    }

    /** Says goodbye by beacon, then its socket closes. */
    public void closes() throws IOException, InterruptedException {
        Frame goodbye;
        synchronized (this) {
            there = false;
            document.signal("pagehide", Map.of("persisted", false, "swap", "none"));
            goodbye = document.beacon();
        }
        doors.send(goodbye);
        vanishes();
    }

    /** The browser is gone: its sockets with it, and nothing is said. */
    public synchronized void vanishes() {
        there = false;
        if (socket != null) {
            socket.abort();
        }
    }

    /** Gone at the instant its replica is: nobody hears anything more of it. */
    public synchronized void staysSilent() {
        there = false;
    }

    private void send() {
        socket.sendText("{\"c\":" + channel + "," + document.beacon().header().substring(1), true).exceptionally(gone -> null);
    }

    private synchronized void again() {
        socket = null;
        if (there) {
            timers.schedule(this::connect, SOON_MS + ThreadLocalRandom.current().nextInt(SOON_SPREAD_MS), TimeUnit.MILLISECONDS);
        }
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
            again();
            return null;
        }

        @Override
        public void onError(WebSocket broken, Throwable failure) {
            again();
        }
    }
}
