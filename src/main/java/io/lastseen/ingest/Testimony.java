package io.lastseen.ingest;

import io.lastseen.wire.Header;
import io.lastseen.wire.WireSignal;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this replica testifies of one presence channel, and what of the recorder's messages on it is worth a row. Not thread-safe. */
final class Testimony {
    static final String OPENED = "chan.open";
    static final String DROPPED = "chan.drop";
    /** A heartbeat that says nothing new is stored this often, so that a session costs no write per heartbeat. */
    private static final Duration WATERMARK = Duration.ofSeconds(60);

    private final ArrivingDocument document;
    private final int number;
    private final Replica replica;
    private final long epoch;
    private final Clock clock;
    private final Watermark watermark = new Watermark(WATERMARK);

    Testimony(ArrivingDocument document, int number, Replica replica, Clock clock) {
        this.document = document;
        this.number = number;
        this.replica = replica;
        this.epoch = replica.epoch();
        this.clock = clock;
    }

    boolean speaksFor(Header header) {
        return header.document().equals(document.id()) && header.visitor().equals(document.visitor());
    }

    Arrival opened(Header hello) {
        List<ArrivingEvidence> evidence = new ArrayList<>(evidence(hello));
        evidence.add(own(-2L * number, OPENED, new JsonObject()));
        return Arrivals.of(document, Optional.empty(), evidence);
    }

    /** What of a message is worth a row; empty where it only said that all is as it was. */
    Optional<Arrival> said(Header header) {
        List<ArrivingEvidence> evidence = evidence(header);
        return evidence.isEmpty() ? Optional.empty() : Optional.of(Arrivals.of(document, Optional.empty(), evidence));
    }

    /** @param how {@code fin} the browser closed it, {@code reset} it broke, {@code timeout} it fell silent, {@code restart} we stopped */
    Arrival dropped(String how) {
        return Arrivals.of(document, Optional.empty(), List.of(own(-2L * number - 1, DROPPED, new JsonObject().put("how", how))));
    }

    private List<ArrivingEvidence> evidence(Header header) {
        List<WireSignal> worth = header.signals().stream().filter(signal -> watermark.isWorthARow(signal, clock.millis())).toList();
        return Arrivals.evidence(header, worth, header.sentAtClientMs(0), true);
    }

    private ArrivingEvidence own(long n, String kind, JsonObject body) {
        long now = clock.millis();
        body.put("replica", replica.id()).put("epoch", epoch);
        return new ArrivingEvidence(n, kind, now, now, true, body.encode());
    }
}
