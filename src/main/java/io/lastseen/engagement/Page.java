package io.lastseen.engagement;

import java.util.Optional;

/** What is known of one document up to some instant. Times are ms on the service's clock. */
final class Page {
    static final long NEVER = Long.MIN_VALUE / 2;
    /** Events of a document are placed that exactly beside what the service saw itself. */
    static final long BLUR_MS = 1_000;

    final String document;
    final String tab;
    final String visitor;
    final DocumentClock clock;
    private final Timings timings;
    private final Hints hints = new Hints();
    private final Screen screen;
    private final Attention attention;
    private final Contact contact;
    private final Going going = new Going();
    private final Whereabouts whereabouts;

    Page(Moment first, String tab, DocumentClock clock, Timings timings) {
        this.document = first.evidence().document();
        this.tab = tab;
        this.visitor = first.evidence().visitor();
        this.clock = clock;
        this.timings = timings;
        this.screen = new Screen(!(first.evidence().signal() instanceof Signal.Load load && (!load.visible() || load.prerendering()))
            && !first.evidence().ownTestimony());
        this.attention = new Attention(timings);
        this.contact = new Contact(first.at(), timings);
        this.whereabouts = new Whereabouts(screen, contact, going, timings);
    }

    boolean seen() {
        return screen.seen();
    }

    boolean visible() {
        return screen.visible();
    }

    boolean frozen() {
        return screen.frozen();
    }

    long hiddenAt() {
        return screen.hiddenAt();
    }

    /** Whether it is visible, or had been until just before {@code at}. */
    boolean onScreen(long at) {
        return screen.on(at, timings.hideThenDrop().toMillis());
    }

    Optional<Departure> departure() {
        return going.departure();
    }

    Optional<Loss> loss() {
        return contact.loss();
    }

    Hints hints() {
        return hints;
    }

    boolean replaced() {
        return going.replaced();
    }

    /** Until then the text on screen takes to read, counted from the last proof. */
    long attentiveUntil() {
        return attention.until();
    }

    /** Until then the text on screen takes to read, counted from a proof. */
    long readFrom(long proof) {
        return attention.readFrom(proof);
    }

    long lastAttention() {
        return attention.last();
    }

    boolean mediaStarted() {
        return attention.mediaStarted();
    }

    boolean watching() {
        return attention.watching();
    }

    boolean attentive(long at) {
        return attention.watching() || screen.visible() && at <= attention.until();
    }

    boolean proved(long at, long within) {
        return at - attention.last() <= within;
    }

    /** The machine slept, and had begun to while this page was being read. */
    boolean sleptWhileRead() {
        return screen.visible() && attention.sleptWhileRead();
    }

    /** The silence can be that of a sleeping machine. */
    boolean fellAsleep() {
        return contact.fellAsleep();
    }

    /** Where the document is at {@code now}, if nothing else happens. */
    Presence presence(long now) {
        return whereabouts.presence(now);
    }

    /** When its presence next changes by itself; far in the future if never. */
    long nextChange(long now) {
        return whereabouts.nextChange(now);
    }

    /** Until then its return is awaited; only of one that is leaving. */
    long leavingUntil() {
        return whereabouts.leavingUntil();
    }

    /** When it fell silent, if it is unreachable or lost. */
    long silentSince() {
        return contact.silentSince();
    }

    /** When it went, if it did. */
    long goneAt() {
        return whereabouts.goneAt();
    }

    /** Takes note of what happened. */
    void apply(Moment moment, Optional<Proof> proof) {
        Signal signal = moment.evidence().signal();
        Optional<Proof> opening = proof.filter(Proof::opens);
        opening.ifPresent(one -> attention.prove(one.at()));
        revive(moment);
        if (moment.evidence().live() && !(signal instanceof Signal.ChannelDropped) && !(signal instanceof Signal.Crash)) {
            contact.heard(moment.at());
        }
        hints.note(moment.at(), signal);
        note(moment);
        if (opening.isPresent()) {
            attention.wakes();
            screen.usedBy(signal);
        }
    }

    /** A page that shows life after it went has not gone: it came back from the cache, or reconnected. */
    private void revive(Moment moment) {
        Evidence evidence = moment.evidence();
        if (evidence.ownTestimony()) {
            if (evidence.signal() instanceof Signal.ChannelOpened && contact.reconnects(evidence.channel())) {
                going.reconnects(moment.at());
            }
        } else if (!(evidence.signal() instanceof Signal.Crash)) {
            contact.alive(moment.at());
            going.revive(moment);
        }
    }

    private void note(Moment moment) {
        Signal signal = moment.evidence().signal();
        long at = moment.at();
        if (signal instanceof Signal.Load load) {
            attention.words(load.words());
            screen.show(at, load.visible() && !load.prerendering());
        } else if (signal instanceof Signal.View view) {
            attention.words(view.words());
        } else if (signal instanceof Signal.Visibility visibility) {
            screen.show(at, visibility.visible());
        } else if (signal instanceof Signal.Heartbeat beat) {
            screen.show(at, beat.visible());
            attention.media(beat);
        } else if (signal instanceof Signal.Media media) {
            attention.media(media);
        } else if (signal instanceof Signal.Freeze freeze) {
            screen.freeze(freeze.frozen());
        } else if (signal instanceof Signal.Network network) {
            contact.network(at, network.online());
        } else if (signal instanceof Signal.Gap gap) {
            attention.sleeps(at - gap.asleep().toMillis());
        } else if (signal instanceof Signal.PageHide hide) {
            hide.sinceProof().ifPresent(ago -> attention.prove(at - ago.toMillis()));
            going.leaves(Departure.of(moment, hide, hints));
            attention.mediaEnds();
        } else if (signal instanceof Signal.ChannelOpened) {
            contact.opens(moment.evidence().channel());
        } else if (signal instanceof Signal.ChannelDropped drop && contact.closes(moment.evidence().channel()) && !going.departed()) {
            contact.lose(moment, drop.how(), screen);
        }
    }

    /** Another document took over its tab. */
    void replacedBy(Page next, long at) {
        going.replacedBy(next, at);
    }

    /** It is what its tab shows from now on. */
    void current() {
        going.current();
    }

    /** The document that is in its tab now. */
    Page heir() {
        Page heir = this;
        while (heir.going.successor().isPresent()) {
            heir = heir.going.successor().get();
        }
        return heir;
    }
}
