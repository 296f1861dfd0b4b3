package io.lastseen.session.event;

import io.lastseen.Backlog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The newest events, read once per replica however many streams there are. Who is further behind reads from PostgreSQL:
 * a stream is a position and nothing else, so a slow reader holds no memory.
 */
@ApplicationScoped
class EventTail {
    private static final Logger LOG = Logger.getLogger(EventTail.class);
    private static final long POLL_MS = 200;
    private static final int KEPT = 2_000;
    private static final int PAGE = 200;
    private final EventNumbering numbering;
    private final EventLog log;
    private final Vertx vertx;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Set<UniEmitter<? super Void>> waiting = ConcurrentHashMap.newKeySet();
    private final Deque<Logged> kept = new ArrayDeque<>();
    /** All after this one, up to the latest, are kept; negative until the first look. */
    private long keptAfter = -1;
    private volatile long latest = -1;
    private volatile boolean failing;
    private volatile boolean stopping;

    EventTail(EventNumbering numbering, EventLog log, Vertx vertx) {
        this.numbering = numbering;
        this.log = log;
        this.vertx = vertx;
    }

    /** @param position up to which everything has been looked at, whether or not it was asked for */
    record Page(List<Logged> events, long position) {
    }

    void start(@Observes StartupEvent starting) {
        vertx.setPeriodic(POLL_MS, tick -> poll());
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
    }

    /** The newest position known here; negative before the first look. */
    long latest() {
        return latest;
    }

    private void poll() {
        if (!stopping && busy.compareAndSet(false, true)) {
            follow().subscribe().with(done -> {
                busy.set(false);
                failing = false;
            }, failure -> {
                busy.set(false);
                if (!failing) {
                    LOG.warnf("Events cannot be read from PostgreSQL; they are told later: %s", failure);
                }
                failing = true;
            });
        }
    }

    /** Until nothing was left, so that a backlog does not wait for the next tick. */
    private Uni<Void> follow() {
        return Backlog.workOff(() -> numbering.number().flatMap(more -> (waiting.isEmpty() ? skip() : read())
            .map(done -> more && !stopping)));
    }

    /** Nobody listens, so nothing is read; whoever comes with an older position finds it in PostgreSQL. */
    private Uni<Void> skip() {
        return log.bounds().invoke(bounds -> startAfter(bounds.latest())).replaceWithVoid();
    }

    private void startAfter(long position) {
        synchronized (this) {
            if (position == latest) {
                return;
            }
            kept.clear();
            keptAfter = position;
            latest = position;
        }
        wake();
    }

    private Uni<Void> read() {
        return Backlog.workOff(() -> log.after(latest, Optional.empty(), PAGE).map(events -> {
            if (!events.isEmpty()) {
                keep(events);
            }
            return events.size() == PAGE;
        }));
    }

    private void keep(List<Logged> events) {
        synchronized (this) {
            kept.addAll(events);
            while (kept.size() > KEPT) {
                keptAfter = kept.removeFirst().position();
            }
            latest = events.get(events.size() - 1).position();
        }
        wake();
    }

    /** Everybody who waits looks again. */
    void wake() {
        waiting.forEach(one -> one.complete(null));
    }

    /** As soon as there is something after this position. */
    Uni<Void> beyond(long position) {
        return Uni.createFrom().emitter(emitter -> {
            waiting.add(emitter);
            emitter.onTermination(() -> waiting.remove(emitter));
            if (latest > position) {
                waiting.remove(emitter);
                emitter.complete(null);
            }
        });
    }

    /** What follows a position, as far as it is known here. @param site empty for all */
    Uni<Page> after(long position, Optional<String> site) {
        long upTo = latest;
        if (upTo <= position) {
            return Uni.createFrom().item(new Page(List.of(), position));
        }
        Optional<Page> here = fromMemory(position, site);
        return here.map(page -> Uni.createFrom().item(page)).orElseGet(() -> log.after(position, site, PAGE).map(events ->
            new Page(events, events.size() == PAGE ? events.get(PAGE - 1).position()
                : Math.max(upTo, events.isEmpty() ? position : events.get(events.size() - 1).position()))));
    }

    private synchronized Optional<Page> fromMemory(long position, Optional<String> site) {
        if (keptAfter > position) {
            return Optional.empty();
        }
        List<Logged> events = new ArrayList<>();
        long seen = position;
        for (Logged event : kept) {
            if (event.position() > position && events.size() < PAGE) {
                seen = event.position();
                if (site.isEmpty() || site.get().equals(event.site())) {
                    events.add(event);
                }
            }
        }
        return Optional.of(new Page(events, seen));
    }
}
