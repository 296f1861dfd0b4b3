package io.lastseen.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the evidence says about one session at one instant.
 *
 * @param id        id of the document that first opened it, with -2, -3... where that document opened an earlier one too
 * @param previous  the session that ran into the 24-hour limit, if this one continues it
 * @param documents in order of appearance
 * @param tabs      state of each tab of the session that is still there, by tab id
 * @param startedAt first instant at which somebody saw a page; of a pending one, when its first document appeared
 * @param verdict   empty while the session is open
 * @param counted   false for automated visitors, for pages never seen and while it is pending
 * @param closesAt  from then on a return opens a new session, as things stand; far in the future while it is open
 * @param nextDue   when the verdict could change without new evidence; empty when it is final
 * @param lanes     one per tab, clipped to the session
 * @param engaged   time in which at least one tab was engaged
 * @param attentiveUntil while open: until then somebody is taken to be at a page, if nothing else comes in; far in the future while
 *                  media plays, the start where nobody is
 */
public record Judgement(String id, Optional<String> previous, List<DocumentSpan> documents, Map<String, TabState> tabs, SessionState state,
                        Instant startedAt, Optional<Verdict> verdict, boolean counted, Instant closesAt, Optional<Instant> nextDue,
                        List<Lane> lanes, Duration engaged, Instant attentiveUntil) {
    public Judgement {
        documents = List.copyOf(documents);
        tabs = Map.copyOf(tabs);
        lanes = List.copyOf(lanes);
    }

    /** Whether this is the end of the matter, but for late evidence. */
    public boolean settled() {
        return state instanceof SessionState.EndedFinally;
    }

    /** What later calls need to know about a session that is final. */
    public SettledSession settle() {
        Set<Anchor> anchors = documents.stream().flatMap(DocumentSpan::anchors).collect(Collectors.toUnmodifiableSet());
        return new SettledSession(id, documentIds(), anchors, startedAt, closesAt);
    }

    public Set<String> documentIds() {
        return documents.stream().map(DocumentSpan::document).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a session with this id, not among those judged, turned out to be a part of this one. */
    public boolean supersedes(String otherId) {
        return !otherId.equals(id) && documentIds().stream().anyMatch(document -> otherId.equals(document) || otherId.startsWith(document + "-"));
    }

    /** The same under another id: whoever stored it under one keeps that. */
    public Judgement named(String otherId, Optional<String> otherPrevious) {
        return new Judgement(otherId, otherPrevious, documents, tabs, state, startedAt, verdict, counted, closesAt, nextDue, lanes, engaged, attentiveUntil);
    }
}
