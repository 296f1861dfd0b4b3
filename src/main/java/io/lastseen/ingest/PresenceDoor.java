package io.lastseen.ingest;

import io.lastseen.ingest.caller.Caller;
import io.lastseen.ingest.caller.Callers;
import io.lastseen.site.Site;
import io.lastseen.wire.Header;
import io.lastseen.wire.HeaderParser;
import io.lastseen.wire.Parsed;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET {prefix}/s}: the presence WebSocket. That it drops is the one signal of every ending there is: close, quit,
 * crash and kill alike.
 */
@ApplicationScoped
class PresenceDoor {
    /** Close codes of RFC 6455, section 7.4, and its registry. */
    private static final short GOING_AWAY = 1001;
    private static final short POLICY = 1008;
    private static final short RESTART = 1012;
    private final DoorSettings settings;
    private final Doorkeeper keeper;
    private final DoorRefusals refusals;
    private final Callers callers;
    private final Lanes lanes;
    private final Replica replica;
    private final Clock clock;
    private final Vertx vertx;
    private final HeaderParser headers = new HeaderParser();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    /** Those too that have not said yet for whom they speak. */
    private final Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    PresenceDoor(DoorSettings settings, Doorkeeper keeper, DoorRefusals refusals, Callers callers, Lanes lanes, Replica replica, Clock clock, Vertx vertx) {
        this.settings = settings;
        this.keeper = keeper;
        this.refusals = refusals;
        this.callers = callers;
        this.lanes = lanes;
        this.replica = replica;
        this.clock = clock;
        this.vertx = vertx;
    }

    void open(@Observes Router router) {
        router.get(settings.prefix() + "/s").order(Doors.ORDER).handler(context -> greet(context.request()));
        vertx.setPeriodic(settings.ping().toMillis(), tick -> channels.forEach(this::ping));
    }

    /**
     * The first that is heard of an end. Later the HTTP server closes sockets itself, which would look as if all visitors had
     * gone at once; and until then it waits for them.
     */
    void close(@Observes ShutdownDelayInitiatedEvent stopping) {
        closing = true;
        sockets.forEach(PresenceDoor::hangUp);
    }

    private static void hangUp(ServerWebSocket socket) {
        socket.close(GOING_AWAY, "The service restarts");
    }

    /** What these channels could still tell is void. Recorders connect anew within 2 s, here or elsewhere. */
    void openAnew(@Observes LeaseLost lost) {
        channels.forEach(channel -> channel.socket().close(RESTART, "The service lost its lease"));
    }

    private void greet(HttpServerRequest request) {
        if (closing) {
            request.response().setStatusCode(503).putHeader("Retry-After", "1").end();
            return;
        }
        Doorkeeper.Answer answer = keeper.askToRecord(request);
        if (answer instanceof Doorkeeper.Answer.Turned turned) {
            refusals.refuse(request, turned.site(), turned.reason(), turned.detail());
            return;
        }
        Site site = ((Doorkeeper.Answer.Welcome) answer).site();
        Caller caller = callers.of(request);
        request.toWebSocket().onSuccess(socket -> {
            InFlight.end(request);
            listen(socket, site, caller);
        });
    }

    private void listen(ServerWebSocket socket, Site site, Caller caller) {
        Conversation conversation = new Conversation(socket, site, caller);
        socket.frameHandler(conversation::frame);
        socket.pongHandler(pong -> conversation.heard());
        socket.exceptionHandler(broken -> conversation.broken = true);
        socket.closeHandler(closed -> {
            sockets.remove(socket);
            conversation.closed();
        });
        sockets.add(socket);
        if (closing) {
            hangUp(socket);
        }
    }

    private void ping(Channel channel) {
        if (channel.silentFor(settings.ping().multipliedBy(2).plusSeconds(1))) {
            channel.socket().close();
        } else {
            channel.socket().writePing(Buffer.buffer());
        }
    }

    /** What is said on one socket: a header that opens the channel, then headers with signals. */
    private final class Conversation {
        private final ServerWebSocket socket;
        private final Site site;
        private final Caller caller;
        private Channel channel;
        private boolean broken;

        Conversation(ServerWebSocket socket, Site site, Caller caller) {
            this.socket = socket;
            this.site = site;
            this.caller = caller;
        }

        void heard() {
            if (channel != null) {
                channel.heard();
            }
        }

        void frame(WebSocketFrame frame) {
            heard();
            if (!frame.isText()) {
                return;
            }
            byte[] bytes = frame.textData().getBytes(StandardCharsets.UTF_8);
            Parsed<Header> parsed = frame.isFinal() ? headers.parse(bytes, 0, bytes.length, false)
                : new Parsed.Refused<>(io.lastseen.wire.WireRefusal.TOO_LARGE, "A message is one WebSocket frame.");
            if (parsed instanceof Parsed.Accepted<Header> yes) {
                said(yes.value());
            } else {
                Parsed.Refused<Header> no = (Parsed.Refused<Header>) parsed;
                refusals.note(site.id(), DoorRefusals.of(no.reason()), no.detail());
                socket.close(POLICY, no.detail());
            }
        }

        private void said(Header header) {
            if (channel == null) {
                if (header.channel() == 0) {
                    socket.close(POLICY, "The first message lacks 'c'");
                    return;
                }
                Testimony testimony = new Testimony(Arrivals.document(site.id(), header, 0, caller), header.channel(), replica, clock);
                channel = new Channel(socket, testimony, clock);
                channels.add(channel);
                lanes.submit(channel.testimony().opened(header));
            } else if (channel.testimony().speaksFor(header)) {
                channel.testimony().said(header).ifPresent(lanes::submit);
            } else {
                socket.close(POLICY, "A channel speaks for one document");
            }
        }

        void closed() {
            if (channel != null && channels.remove(channel)) {
                boolean silent = channel.silentFor(settings.ping().multipliedBy(2));
                lanes.submit(channel.testimony().dropped(closing ? "restart" : silent ? "timeout" : broken ? "reset" : "fin"));
            }
        }
    }
}
