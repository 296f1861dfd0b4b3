package io.lastseen.engagement;

import io.lastseen.engagement.Signal.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A document said goodbye.
 *
 * @param n          number of the signal: what comes later in the document shows that it came back
 * @param at         on the service's clock, ms
 * @param receivedAt ms; the grace runs from here
 * @param seen       the browser itself said where the document goes
 */
record Departure(long n, long at, long receivedAt, ExitKind kind, Optional<String> host, boolean seen, boolean persisted) {

    static Departure of(Moment moment, Signal.PageHide hide, Hints hints) {
        ExitKind kind = ExitKind.UNKNOWN;
        Optional<String> host = Optional.empty();
        if (hide.swap().isPresent()) {
            kind = kind(hide.swap().get());
            if (kind == ExitKind.OTHER_SITE) {
                host = hints.host(moment.at(), Hints.SLOW_MS);
                kind = hints.payment(moment.at(), Hints.SLOW_MS) ? ExitKind.PAYMENT : kind;
            }
        } else if (hints.kind(moment.at()).isPresent()) {
            kind = hints.kind(moment.at()).get();
            host = hints.host(moment.at(), Hints.FRESH_MS);
        }
        return new Departure(moment.evidence().n(), moment.at(), moment.receivedAt(), kind, host, hide.swap().isPresent(), hide.persisted());
    }

    static ExitKind kind(Destination to) {
        return switch (to) {
            case NONE -> ExitKind.CLOSE;
            case SAME, RELOAD -> ExitKind.SAME_SITE;
            case OTHER -> ExitKind.OTHER_SITE;
        };
    }

    /** Until then what follows is awaited, ms. */
    long due(Timings timings) {
        Duration grace = switch (kind) {
            case CLOSE, DROP -> timings.close();
            case OTHER_SITE, PAYMENT -> timings.left();
            case SAME_SITE -> timings.navigation();
            case UNKNOWN -> timings.unknown();
        };
        return receivedAt + grace.toMillis();
    }

    Cited cited() {
        String text = switch (kind) {
            case CLOSE -> "The tab was closed.";
            case SAME_SITE -> "The page went to another page of the site or was loaded again, and nothing followed.";
            case OTHER_SITE -> host.map(name -> "The page gave way to " + name + ".").orElse("The page gave way to another site: an address was typed, a bookmark or the back button used.");
            case PAYMENT -> host.map(name -> "The visitor was handed over to the payment provider " + name + ".").orElse("The visitor was handed over to a payment provider.");
            case UNKNOWN -> persisted ? "The page was left; the browser did not say where to." : "The page went; the browser did not say why.";
            case DROP -> "The page went without a goodbye.";
        };
        return new Cited("pagehide", Instant.ofEpochMilli(at), text);
    }
}
