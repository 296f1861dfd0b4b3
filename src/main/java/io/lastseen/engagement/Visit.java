package io.lastseen.engagement;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A session in the making. Times are ms on the service's clock. */
final class Visit {
    /** So many pages without a single input are a program's, not a person's. */
    private static final int TIRELESS_PAGES = 8;

    /** Something said explicitly: signed out, or recording stopped. */
    record Said(long at, Reason reason, Optional<String> why, Cited cited) { }

    /** The visitor is with a payment provider. */
    record HandOver(long at, Optional<String> host, Cited cited) { }

    final String id;
    final Optional<String> previous;
    private final Optional<SettledSession> settled;
    final Map<Page, Track> tracks = new LinkedHashMap<>();
    private long startedAt;
    private long touchedAt;
    private boolean seen;
    private boolean robot;
    private int loads;
    private int acts;
    private Proof lead;
    private Said said;
    private HandOver handOver;
    private Prospect frozen;

    Visit(String id, long startedAt, Optional<String> previous, Optional<SettledSession> settled, boolean robot) {
        this.id = id;
        this.startedAt = startedAt;
        this.touchedAt = startedAt;
        this.previous = previous;
        this.settled = settled;
        this.robot = robot;
    }

    long startedAt() {
        return startedAt;
    }

    /** The last instant at which anything of it happened. */
    long touchedAt() {
        return touchedAt;
    }

    boolean seen() {
        return seen;
    }

    /** Trusted input proves somebody, also in a browser that says it is automated: its owner may be trying things out. */
    boolean robot() {
        return (robot || loads >= TIRELESS_PAGES) && acts == 0;
    }

    Optional<Proof> lead() {
        return Optional.ofNullable(lead);
    }

    Optional<Said> said() {
        return Optional.ofNullable(said);
    }

    Optional<HandOver> handOver() {
        return Optional.ofNullable(handOver);
    }

    Optional<SettledSession> settled() {
        return settled;
    }

    Optional<Prospect> frozen() {
        return Optional.ofNullable(frozen);
    }

    /** The last proof, or the beginning. */
    long lastAt() {
        return lead == null ? startedAt : lead.at();
    }

    void freeze(Prospect prospect) {
        if (frozen == null) {
            frozen = prospect;
        }
    }

    /** It goes on, unless its end was said. */
    void thaw() {
        if (said == null) {
            frozen = null;
        }
    }

    void say(Said said) {
        if (this.said == null) {
            this.said = said;
        }
    }

    void prove(Proof proof) {
        if (!seen && proof.opens()) {
            seen = true;
            startedAt = settled.map(s -> s.startedAt().toEpochMilli()).orElse(proof.at());
        }
        if (seen) {
            lead = lead == null || proof.at() >= lead.at() ? proof : lead;
        }
    }

    void count(Moment moment, Optional<Proof> proof) {
        Signal signal = moment.evidence().signal();
        touchedAt = moment.at();
        if (signal instanceof Signal.Load) {
            loads++;
        } else if (proof.filter(Proof::opens).isPresent()) {
            acts++;
        }
    }

    /** @param settleMs an input that soon after the hand-over is still part of it */
    void paying(Moment moment, Page page, Optional<Proof> proof, long settleMs) {
        Signal signal = moment.evidence().signal();
        if (signal instanceof Signal.Out out && out.payment()) {
            handOver(moment.at(), out.host());
        } else if (signal instanceof Signal.PageHide) {
            page.departure().filter(going -> going.kind() == ExitKind.PAYMENT).ifPresent(going -> handOver(moment.at(), going.host()));
        } else if (handOver != null && proof.filter(p -> p.opens() && p.at() > handOver.at() + settleMs).isPresent()) {
            handOver = null;
        }
    }

    private void handOver(long at, Optional<String> host) {
        handOver = new HandOver(at, host, new Cited("out", Instant.ofEpochMilli(at),
            "The visitor was handed over to " + host.map(name -> "the payment provider " + name).orElse("a payment provider") + "."));
    }
}
