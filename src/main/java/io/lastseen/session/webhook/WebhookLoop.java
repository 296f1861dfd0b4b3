package io.lastseen.session.webhook;

import io.lastseen.session.event.EventLog;
import io.lastseen.session.event.Logged;
import io.lastseen.session.webhook.Deliveries.Claimed;
import io.lastseen.session.webhook.WebhookSender.Attempt;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Delivers what is due, a few at a time for each site, so that a slow one holds up nobody but itself. */
@ApplicationScoped
class WebhookLoop {
    private static final Logger LOG = Logger.getLogger(WebhookLoop.class);
    private static final long POLL_MS = 300;
    private static final int AT_ONCE = 8;
    private final Deliveries deliveries;
    private final EventLog log;
    private final WebhookSender sender;
    private final Clock clock;
    private final Vertx vertx;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private volatile boolean stopping;
    private volatile boolean failing;

    WebhookLoop(Deliveries deliveries, EventLog log, WebhookSender sender, Clock clock, Vertx vertx) {
        this.deliveries = deliveries;
        this.log = log;
        this.sender = sender;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent starting) {
        vertx.setPeriodic(POLL_MS, tick -> poll());
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
    }

    private void poll() {
        if (!stopping && claiming.compareAndSet(false, true)) {
            deliveries.claim(AT_ONCE, List.copyOf(busy)).invoke(claimed -> claimed.forEach(one -> busy.add(one.site())))
                .subscribe().with(claimed -> {
                    claiming.set(false);
                    failing = false;
                    claimed.stream().collect(Collectors.groupingBy(Claimed::site)).forEach(this::deliver);
                }, failure -> {
                    claiming.set(false);
                    warn(failure);
                });
        }
    }

    private void deliver(String site, List<Claimed> claimed) {
        log.at(claimed.stream().map(Claimed::position).toList()).flatMap(events -> {
            Map<Long, Logged> byPosition = events.stream().collect(Collectors.toMap(Logged::position, Function.identity()));
            List<Uni<Void>> attempts = new ArrayList<>();
            claimed.forEach(one -> attempts.add(attempt(one, Optional.ofNullable(byPosition.get(one.position())))));
            return Uni.join().all(attempts).andCollectFailures();
        }).subscribe().with(done -> {
            busy.remove(site);
            poll();
        }, failure -> {
            busy.remove(site);
            warn(failure);
        });
    }

    private Uni<Void> attempt(Claimed claimed, Optional<Logged> event) {
        Uni<Attempt> attempt = event.map(one -> sender.post(claimed.url(), claimed.secret(), one.id(), one.json()))
            .orElseGet(() -> Uni.createFrom().item(new Attempt(Optional.empty(), Optional.of("The event is not kept any more."))));
        return attempt.flatMap(made -> deliveries.record(claimed, made,
            made.delivered() || event.isEmpty() ? Optional.empty() : again(claimed)));
    }

    private Optional<Duration> again(Claimed claimed) {
        Duration delay = Backoff.after(claimed.attempts(), ThreadLocalRandom.current());
        return Optional.of(delay).filter(wait -> clock.instant().plus(wait).isBefore(claimed.createdAt().plus(Backoff.GIVES_UP_AFTER)));
    }

    private void warn(Throwable failure) {
        if (!failing) {
            LOG.warnf("Webhooks cannot be delivered now; they stay due: %s", failure);
        }
        failing = true;
    }
}
