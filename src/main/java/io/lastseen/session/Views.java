package io.lastseen.session;

import io.lastseen.engagement.DocumentSpan;
import io.lastseen.engagement.Judgement;
import io.lastseen.engagement.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The views of one session, made from what its documents testify. Pure. */
final class Views {
    private static final Comparator<View> LAST_ENGAGED = Comparator.comparing(View::endedAt).thenComparing(View::startedAt);
    private final List<View> all;
    private final List<Lane> lanes;

    private Views(List<View> all, List<Lane> lanes) {
        this.all = all;
        this.lanes = lanes;
    }

    /** @param until the session's end, or now while it is open: no view goes beyond it */
    static Views of(Judgement judgement, VisitorHistory history, Instant until) {
        List<ShownView> shown = new ArrayList<>();
        for (DocumentSpan span : judgement.documents()) {
            shown.addAll(shownIn(span, history, judgement.startedAt(), until));
        }
        shown.sort(Comparator.comparing(ShownView::at));
        List<View> views = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            ShownView view = shown.get(i);
            Instant end = end(view, shown.subList(i + 1, shown.size()), judgement, until);
            views.add(new View(i, view.document(), view.tab(), view.path(), view.title(), view.how(), view.at(), end,
                engaged(judgement.lanes(), view.tab(), view.at(), end).toMillis()));
        }
        return new Views(List.copyOf(views), judgement.lanes());
    }

    List<View> all() {
        return all;
    }

    Optional<View> entry() {
        return all.stream().findFirst();
    }

    /** The view that was in use last: of several tabs, the one with the last attention before the end. */
    Optional<View> exit() {
        return all.stream().max(Comparator.comparing(this::lastEngaged).thenComparing(LAST_ENGAGED));
    }

    private Instant lastEngaged(View view) {
        return lanes.stream().filter(lane -> lane.tab().startsWith(view.tab())).flatMap(lane -> lane.stretches().stream())
            .filter(s -> s.state() == Lane.State.ENGAGED && s.from().isBefore(view.endedAt()) && s.to().isAfter(view.startedAt()))
            .map(s -> earlier(s.to(), view.endedAt())).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** @param sessionFrom when somebody saw a page of the session for the first time */
    private static List<ShownView> shownIn(DocumentSpan span, VisitorHistory history, Instant sessionFrom, Instant until) {
        Instant from = span.from().minusMillis(1);
        Instant to = earlier(until, span.to()).plusMillis(1);
        Predicate<ShownView> within = view -> !view.at().isBefore(from) && !view.at().isAfter(to);
        List<ShownView> views = new ArrayList<>();
        List<ShownView> loads = new ArrayList<>();
        List<Instant> appeared = new ArrayList<>();
        for (StoredEvidence evidence : history.evidence()) {
            if (evidence.document().equals(span.document())) {
                Instant at = span.clock().serverTime(evidence.n(), Instant.ofEpochMilli(evidence.atMs()));
                switch (evidence.kind()) {
                    case "view" -> views.add(new ShownView(span.document(), span.tab(), Indexed.text(evidence.text("path")), evidence.text("title"), evidence.text("how"), at));
                    case "load" -> {
                        ShownView load = new ShownView(span.document(), span.tab(), Paths.of(evidence.text("url")), "", "load", at);
                        loads.add(load);
                        // What is rendered in advance is shown from when its view says.
                        if (within.test(load) && !evidence.text("nav").equals("prerender")) {
                            appeared.add(later(evidence.n() == span.first() ? span.from() : at, sessionFrom));
                        }
                    }
                    default -> { }
                }
            }
        }
        List<ShownView> shown = new ArrayList<>(views.stream().filter(within).toList());
        Optional<ShownView> load = loads.stream().filter(within).findFirst();
        // A page that was gone before its view had settled was shown all the same.
        if (shown.isEmpty()) {
            load.ifPresent(shown::add);
        }
        sinceAppeared(shown, appeared);
        // A page that an earlier session left open is on the screen where the next one begins in it.
        if (load.isEmpty()) {
            Stream.of(views, loads).flatMap(all -> all.stream().filter(view -> view.at().isBefore(from)).max(Comparator.comparing(ShownView::at)).stream())
                .findFirst().ifPresent(before -> shown.add(before.shownAgain(span.from())));
        }
        return shown;
    }

    /** A page is there before its recorder knows what may be said of it: its view began when it appeared. */
    private static void sinceAppeared(List<ShownView> shown, List<Instant> appeared) {
        shown.sort(Comparator.comparing(ShownView::at));
        appeared.sort(Comparator.naturalOrder());
        Instant before = Instant.MIN;
        for (int i = 0; i < shown.size(); i++) {
            ShownView view = shown.get(i);
            Instant last = before;
            Optional<Instant> since = appeared.stream().filter(at -> at.isAfter(last) && !at.isAfter(view.at())).max(Comparator.naturalOrder());
            shown.set(i, since.map(view::since).orElse(view));
            before = view.at();
        }
    }

    private static Instant end(ShownView view, List<ShownView> later, Judgement judgement, Instant until) {
        Optional<Instant> next = later.stream().filter(other -> other.tab().equals(view.tab())).map(ShownView::at).findFirst();
        Instant documentEnd = judgement.documents().stream().filter(span -> span.document().equals(view.document()))
            .map(DocumentSpan::to).findFirst().orElse(until);
        boolean last = later.stream().noneMatch(other -> other.document().equals(view.document()));
        // Between a page that has gone and the next one, as when a tab was closed and the visitor came back, none is shown.
        Instant end = earlier(next.orElse(until), last ? documentEnd : until);
        return later(earlier(end, until), view.at());
    }

    private static Duration engaged(List<Lane> lanes, String tab, Instant from, Instant to) {
        Duration engaged = Duration.ZERO;
        for (Lane lane : lanes) {
            if (lane.tab().startsWith(tab)) {
                for (Lane.Stretch stretch : lane.stretches()) {
                    Instant start = later(stretch.from(), from);
                    Instant end = earlier(stretch.to(), to);
                    if (stretch.state() == Lane.State.ENGAGED && start.isBefore(end)) {
                        engaged = engaged.plus(Duration.between(start, end));
                    }
                }
            }
        }
        return engaged;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
