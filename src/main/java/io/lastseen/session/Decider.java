package io.lastseen.session;

import io.lastseen.engagement.DocumentSpan;
import io.lastseen.engagement.Engagement;
import io.lastseen.engagement.Evidence;
import io.lastseen.engagement.Judgement;
import io.lastseen.engagement.SettledSession;
import io.lastseen.engagement.Signals;
import io.lastseen.engagement.Timings;
import io.lastseen.engagement.Verdict;
import io.lastseen.session.DecidedSession.DecidedEnd;
import io.lastseen.session.DecidedSession.Mark;
import io.lastseen.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides one visitor: stored evidence in, sessions and views out. No I/O, and the only clock is the one passed in. */
final class Decider {
    /** A document's clock is known better with each live signal; an end that moves less than this is the same end. */
    private static final Duration SAME_END = Duration.ofSeconds(1);
    private final Function<String, Timings> timings;
    private final Function<String, Optional<Site>> sites;
    private final Function<String, Device> devices;
    private final Function<String, KnownSources> sources;

    /** @param timings by site */
    Decider(Function<String, Timings> timings, Function<String, Optional<Site>> sites, Function<String, Device> devices,
            Function<String, KnownSources> sources) {
        this.timings = timings;
        this.sites = sites;
        this.devices = devices;
        this.sources = sources;
    }

    Decided decide(VisitorHistory history, Instant now) {
        Map<String, KnownSession> known = history.known().stream().collect(Collectors.toMap(KnownSession::id, one -> one));
        List<SettledSession> settled = history.known().stream().filter(KnownSession::finalEnd).map(KnownSession::settled).toList();
        List<Judgement> judgements = SessionIds.kept(
            Engagement.judge(evidence(history), settled, timings.apply(history.due().site()), now), history.known());
        List<DecidedSession> sessions = new ArrayList<>();
        Map<String, String> superseded = new HashMap<>();
        Set<String> judged = new HashSet<>();
        judgements.forEach(judgement -> judged.add(judgement.id()));
        for (Judgement judgement : judgements) {
            Optional<KnownSession> before = Optional.ofNullable(known.get(judgement.id()));
            if (before.filter(old -> old.isMoreThan(judgement)).isEmpty()) {
                sessions.add(decided(judgement, before, history, now));
            }
            known.keySet().stream().filter(id -> !judged.contains(id) && judgement.supersedes(id))
                .forEach(id -> superseded.put(id, judgement.id()));
        }
        Optional<Instant> nextDue = judgements.stream().flatMap(judgement -> judgement.nextDue().stream()).min(Instant::compareTo);
        return new Decided(history, now, sessions, superseded, nextDue);
    }

    private static List<Evidence> evidence(VisitorHistory history) {
        Map<String, StoredDocument> documents = history.documents().stream().collect(Collectors.toMap(StoredDocument::id, one -> one));
        List<Evidence> evidence = new ArrayList<>(history.evidence().size());
        for (StoredEvidence stored : history.evidence()) {
            StoredDocument document = documents.get(stored.document());
            if (document == null) {
                continue; // it came in between the two reads, and has made its visitor due anew
            }
            Signals.read(stored.kind(), stored.atMs() - document.originMs(), stored.body()).ifPresent(signal ->
                evidence.add(new Evidence(document.visitor(), document.tab(), document.id(), stored.n(),
                    Instant.ofEpochMilli(stored.atMs()), Instant.ofEpochMilli(stored.sentMs()), stored.receivedAt(), stored.live(), signal)));
        }
        return evidence;
    }

    private DecidedSession decided(Judgement judgement, Optional<KnownSession> known, VisitorHistory history, Instant now) {
        Optional<DecidedEnd> end = judgement.verdict().map(verdict -> known.filter(old -> sameEnd(old, verdict))
            .map(old -> new DecidedEnd(old.endedAt().orElseThrow(), old.decidedAt().orElseThrow()))
            .orElse(new DecidedEnd(verdict.endedAt(), now)));
        boolean changed = judgement.verdict().map(verdict -> known.stream().noneMatch(old -> sameEnd(old, verdict)))
            .orElse(known.filter(KnownSession::ended).isPresent());
        int revision = known.map(KnownSession::revision).orElse(0) + (changed ? 1 : 0);
        Views views = Views.of(judgement, history, end.map(DecidedEnd::endedAt).orElse(now));
        List<StoredDocument> pages = history.documents().stream().filter(document -> judgement.documentIds().contains(document.id())).toList();
        return new DecidedSession(judgement, end, revision, changed, views, device(pages), Whereabouts.of(pages), attribution(judgement, history),
            marks(judgement, history), EventType.of(judgement, known, changed));
    }

    private static boolean sameEnd(KnownSession old, Verdict verdict) {
        return old.ended() && old.reason().equals(Optional.of(verdict.reason().text())) && old.detail().equals(verdict.detail())
            && old.endedAt().filter(at -> Duration.between(at, verdict.endedAt()).abs().compareTo(SAME_END) < 0).isPresent();
    }

    private Device device(List<StoredDocument> pages) {
        return pages.stream().map(StoredDocument::agent).findFirst().map(devices).orElseGet(() -> devices.apply(""));
    }

    private Attribution attribution(Judgement judgement, VisitorHistory history) {
        Optional<Site> site = sites.apply(history.due().site());
        String first = judgement.documents().stream().map(DocumentSpan::document).findFirst().orElse("");
        Optional<StoredEvidence> load = history.evidence().stream()
            .filter(one -> one.document().equals(first) && one.kind().equals("load")).findFirst();
        return Attribution.of(load.map(one -> one.text("url")).orElse(""), load.map(one -> one.text("ref")).orElse(""),
            site.map(Site::ownHosts).orElse(List.of()), site.map(Site::paymentHosts).orElse(List.of()), sources.apply(history.due().site()));
    }

    private static List<Mark> marks(Judgement judgement, VisitorHistory history) {
        Map<String, DocumentSpan> spans = judgement.documents().stream()
            .collect(Collectors.toMap(DocumentSpan::document, span -> span, (first, again) -> first));
        List<Mark> marks = new ArrayList<>();
        for (StoredEvidence evidence : history.evidence()) {
            DocumentSpan span = spans.get(evidence.document());
            if (span != null && evidence.kind().equals("mark")) {
                Instant at = span.clock().serverTime(evidence.n(), Instant.ofEpochMilli(evidence.atMs()));
                if (!at.isBefore(span.from().minusMillis(1)) && !at.isAfter(span.to().plusMillis(1))) {
                    marks.add(new Mark(evidence, at));
                }
            }
        }
        return marks;
    }
}
