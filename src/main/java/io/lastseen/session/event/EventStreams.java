package io.lastseen.session.event;

import io.lastseen.problem.Problem;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells events to everybody who listens, each from their own position and at their own pace. */
@ApplicationScoped
class EventStreams {
    /** How long a browser waits before it comes back, ms. */
    private static final long COME_BACK_MS = 2_000;
    private final EventTail tail;
    private final EventLog log;
    private final EventSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean ending;

    EventStreams(EventTail tail, EventLog log, EventSettings settings) {
        this.tail = tail;
        this.log = log;
        this.settings = settings;
    }

    void start(@Observes StartupEvent starting) {
        settings.check();
    }

    /** The first that is heard of an end: next the end of requests in flight is waited for, and streams have none. */
    void end(@Observes ShutdownDelayInitiatedEvent stopping) {
        ending = true;
        tail.wake();
    }

    /**
     * Looks whether a stream can begin after a position.
     *
     * @return failure 400 or 410 that says what to do, where there is no such position or it is not kept any more
     */
    Uni<Void> check(Optional<String> after) {
        if (after.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long from = position(after.get());
        return log.bounds().invoke(bounds -> {
            if (from < bounds.forgottenTo() || from > bounds.latest()) {
                throw Problem.of(410, "Position " + from + (from > bounds.latest() ? " has not been given out here" : " is not kept any more")
                    + ". Connect without Last-Event-ID and after, then read what you missed from /api/v1/sessions.").asException();
            }
        }).replaceWithVoid();
    }

    private static long position(String text) {
        try {
            long position = Long.parseLong(text.strip());
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            throw Problem.of(400, "after and Last-Event-ID are an id that this stream has given out, not '" + text + "'.").asException();
        }
        throw Problem.of(400, "after and Last-Event-ID are an id that this stream has given out, not '" + text + "'.").asException();
    }

    /** Where one listener is. Only the stream itself touches it, one step after the other. */
    private static final class Listener {
        private long position;
        private long spokeAt = System.nanoTime();

        Listener(long position) {
            this.position = position;
        }
    }

    /** @param after a position that was checked; empty for what happens from now on. Nothing is read before the listener has taken what came before. */
    Multi<OutboundSseEvent> events(Optional<String> after, Optional<String> site, Sse sse) {
        long from = after.map(EventStreams::position).orElseGet(tail::latest);
        if (from < 0) {
            throw Problem.of(503, "This replica has not read any events yet. Try again in a second.").asException();
        }
        if (open.incrementAndGet() > settings.streams()) {
            open.decrementAndGet();
            throw Problem.of(503, "This replica tells as many streams as it may (lastseen.events.streams). Close one, or try again later.").asException();
        }
        Multi<List<OutboundSseEvent>> pages = Multi.createBy().repeating()
            .uni(() -> new Listener(from), listener -> next(listener, site, sse)).until(page -> ending);
        OutboundSseEvent hello = sse.newEventBuilder().id(Long.toString(from)).reconnectDelay(COME_BACK_MS).comment("connected").build();
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(hello), pages.onItem().<OutboundSseEvent>disjoint())
            .onTermination().invoke(open::decrementAndGet);
    }

    private Uni<List<OutboundSseEvent>> next(Listener listener, Optional<String> site, Sse sse) {
        return tail.after(listener.position, site).flatMap(page -> {
            listener.position = page.position();
            if (!page.events().isEmpty()) {
                listener.spokeAt = System.nanoTime();
                return Uni.createFrom().item(page.events().stream().map(event -> tell(event, sse)).toList());
            }
            Duration silent = Duration.ofNanos(System.nanoTime() - listener.spokeAt);
            Duration left = settings.heartbeat().minus(silent);
            if (left.toMillis() < 1) {
                listener.spokeAt = System.nanoTime();
                return Uni.createFrom().item(List.of(heartbeat(listener.position, sse)));
            }
            return tail.beyond(listener.position).replaceWith(List.<OutboundSseEvent>of())
                .ifNoItem().after(left).recoverWithItem(List.of());
        });
    }

    private static OutboundSseEvent tell(Logged event, Sse sse) {
        return sse.newEventBuilder().id(Long.toString(event.position())).name(event.type()).data(String.class, event.json()).build();
    }

    /** With the position, so that a listener to a silent site does not fall behind what is kept. */
    private static OutboundSseEvent heartbeat(long position, Sse sse) {
        return sse.newEventBuilder().id(Long.toString(position)).comment("heartbeat").build();
    }
}
