package io.lastseen.engagement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All evidence of linked visitors, without duplicates, in the order in which it happened on the service's clock. Depends on
 * the set of evidence alone, not on the order in which it is given.
 *
 * @param moments what happened, in order
 * @param clocks  by document
 * @param crashed what crash reports say, by document
 * @param copies  documents of tabs that were duplicated and may carry their origin's tab id
 * @param robots  whether one of the visitors' browsers said that it is automated
 */
record Fold(List<Moment> moments, Map<String, DocumentClock> clocks, Map<String, Crashed> crashed, Set<String> copies, boolean robots) {

    /** A crash report about a document, from wherever it came. */
    record Crashed(long reportedAt, Optional<String> reason) { }

    private record Key(String document, long n) { }

    static Fold of(Collection<Evidence> evidence, Timings timings) {
        Map<String, List<Evidence>> byDocument = byDocument(evidence);
        Map<String, DocumentClock> clocks = clocks(byDocument, timings.clockJump().toMillis());
        List<Moment> moments = new ArrayList<>(evidence.size());
        byDocument.forEach((document, signals) -> place(signals, clocks.get(document), moments));
        moments.sort(Moment.ORDER);
        Map<String, Crashed> crashed = new HashMap<>();
        Set<String> copies = new HashSet<>();
        boolean robots = false;
        Set<String> expired = expired(moments);
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            if (moment.evidence().signal() instanceof Signal.Crash crash) {
                crashed.putIfAbsent(crash.document(), new Crashed(moment.receivedAt(), crash.reason()));
            } else if (moment.evidence().signal() instanceof Signal.Load load) {
                robots |= load.webdriver();
                if (load.duplicate()) {
                    copies.add(moment.evidence().document());
                }
            } else if (moment.evidence().signal() instanceof Signal.ChannelDropped drop && expired.contains(key(moment))) {
                moments.set(i, voided(moment, drop));
            }
        }
        return new Fold(moments, clocks, crashed, copies, robots);
    }

    private static Map<String, List<Evidence>> byDocument(Collection<Evidence> evidence) {
        Map<Key, Evidence> unique = new HashMap<>(evidence.size() * 2);
        for (Evidence one : evidence) {
            unique.merge(new Key(one.document(), one.n()), one, (a, b) -> FIRST.compare(a, b) <= 0 ? a : b);
        }
        Map<String, List<Evidence>> byDocument = new LinkedHashMap<>();
        unique.values().forEach(one -> byDocument.computeIfAbsent(one.document(), d -> new ArrayList<>()).add(one));
        byDocument.values().forEach(list -> list.sort(Comparator.comparingLong(Evidence::n)));
        return byDocument;
    }

    /** Of two copies the one that came first counts, and the same one whichever is seen first. */
    private static final Comparator<Evidence> FIRST = Comparator.comparing(Evidence::receivedAt)
        .thenComparing(one -> !one.live()).thenComparing(Evidence::at).thenComparing(Evidence::sentAt)
        .thenComparing(Evidence::tab).thenComparing(Evidence::visitor).thenComparing(one -> one.signal().toString());

    private static Map<String, DocumentClock> clocks(Map<String, List<Evidence>> byDocument, long jumpMs) {
        Map<String, DocumentClock> clocks = new HashMap<>();
        Map<String, Long> byTab = new HashMap<>();
        Long ofVisitor = null;
        for (Map.Entry<String, List<Evidence>> document : byDocument.entrySet()) {
            List<Evidence> live = document.getValue().stream().filter(one -> one.live() && !one.ownTestimony()).toList();
            if (!live.isEmpty()) {
                DocumentClock clock = DocumentClock.of(live, jumpMs);
                clocks.put(document.getKey(), clock);
                byTab.merge(live.get(0).tab(), clock.firstOffsetMs(), Math::min);
                ofVisitor = ofVisitor == null ? clock.firstOffsetMs() : Math.min(ofVisitor, clock.firstOffsetMs());
            }
        }
        for (Map.Entry<String, List<Evidence>> document : byDocument.entrySet()) {
            if (!clocks.containsKey(document.getKey())) {
                long known = byTab.getOrDefault(document.getValue().get(0).tab(), ofVisitor == null ? 0L : ofVisitor);
                long own = document.getValue().stream().filter(one -> !one.ownTestimony()).mapToLong(DocumentClock::shift).min().orElse(0);
                clocks.put(document.getKey(), DocumentClock.fixed(Math.min(known, own)));
            }
        }
        return clocks;
    }

    /** An event is never later than its receipt, nor than that of any later one of its document. */
    private static void place(List<Evidence> inOrder, DocumentClock clock, List<Moment> into) {
        long latest = Long.MAX_VALUE;
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Evidence one = inOrder.get(i);
            if (one.ownTestimony()) {
                into.add(new Moment(one.at().toEpochMilli(), one));
            } else {
                latest = Math.min(latest, one.receivedAt().toEpochMilli());
                into.add(new Moment(Math.min(latest, clock.serverMs(one.n(), one.at().toEpochMilli())), one));
            }
        }
    }

    /** Drops written by a replica whose lease had run out: under another epoch than the channel's, or an outlived one. */
    private static Set<String> expired(List<Moment> moments) {
        Map<String, Long> newest = new HashMap<>();
        Map<String, Signal.ChannelOpened> opened = new HashMap<>();
        Set<String> expired = new HashSet<>();
        for (Moment moment : moments) {
            if (moment.evidence().signal() instanceof Signal.ChannelOpened open) {
                newest.merge(open.replica(), open.epoch(), Math::max);
                opened.put(key(moment), open);
            } else if (moment.evidence().signal() instanceof Signal.ChannelDropped drop) {
                Signal.ChannelOpened open = opened.get(key(moment));
                boolean foreign = open != null && open.replica().equals(drop.replica()) && open.epoch() != drop.epoch();
                if (foreign || drop.epoch() < newest.getOrDefault(drop.replica(), drop.epoch())) {
                    expired.add(key(moment));
                }
            }
        }
        return expired;
    }

    private static String key(Moment moment) {
        return moment.evidence().document() + ' ' + moment.evidence().channel();
    }

    private static Moment voided(Moment moment, Signal.ChannelDropped drop) {
        Evidence was = moment.evidence();
        return new Moment(moment.at(), new Evidence(was.visitor(), was.tab(), was.document(), was.n(), was.at(), was.sentAt(),
            was.receivedAt(), was.live(), new Signal.ChannelDropped(Signal.Drop.VOID, drop.replica(), drop.epoch())));
    }
}
