package io.lastseen.engagement;

import io.lastseen.engagement.Signal.Drop;
import java.util.Optional;
import java.util.OptionalInt;

/** What is known of one document up to some instant. Times are ms on the service's clock. */
final class Page {
    static final long NEVER = Long.MIN_VALUE / 2;
    /** Events of a document are placed that exactly beside what the service saw itself. */
    private static final long BLUR_MS = 1_000;
    /** Heartbeats of a hidden page come every 5 minutes, and one watermark of a visible page is kept a minute. */
    private static final long HIDDEN_BEAT_MS = 300_000;

    final String document;
    final String tab;
    final String visitor;
    final DocumentClock clock;
    private final Timings timings;
    private final Hints hints = new Hints();

    private boolean seen;
    private boolean visible;
    private boolean frozen;
    private long hiddenAt = NEVER;
    private long reading;
    private long lastAttention = NEVER;
    private boolean mediaStarted;
    private boolean mediaPlaying;
    private long lastHeard;
    private long channel;
    private boolean channelOpen;
    private long offlineAt = NEVER;
    private Departure departure;
    private Loss loss;
    private long replacedAt = NEVER;
    private Page successor;
    private long asleepFrom = NEVER;

    Page(Moment first, String tab, DocumentClock clock, Timings timings) {
        this.document = first.evidence().document();
        this.tab = tab;
        this.visitor = first.evidence().visitor();
        this.clock = clock;
        this.timings = timings;
        this.lastHeard = first.at();
        this.reading = timings.readingUnknown().toMillis();
        this.visible = !(first.evidence().signal() instanceof Signal.Load load && (!load.visible() || load.prerendering()))
            && !first.evidence().ownTestimony();
    }

    boolean seen() {
        return seen;
    }

    boolean visible() {
        return visible;
    }

    boolean frozen() {
        return frozen;
    }

    long hiddenAt() {
        return hiddenAt;
    }

    Optional<Departure> departure() {
        return Optional.ofNullable(departure);
    }

    Optional<Loss> loss() {
        return Optional.ofNullable(loss);
    }

    Hints hints() {
        return hints;
    }

    boolean replaced() {
        return replacedAt != NEVER;
    }

    /** Until then the text on screen takes to read, counted from the last proof. */
    long attentiveUntil() {
        return lastAttention + reading;
    }

    long lastAttention() {
        return lastAttention;
    }

    boolean watching() {
        return mediaPlaying;
    }

    boolean attentive(long at) {
        return mediaPlaying || visible && at <= attentiveUntil();
    }

    boolean proved(long at, long within) {
        return at - lastAttention <= within;
    }

    /** Where the document is at {@code now}, if nothing else happens. */
    Presence presence(long now) {
        if (replaced() || successor != null) {
            return Presence.GONE;
        }
        if (departure != null) {
            return now < departure.due(timings) ? Presence.LEAVING : Presence.GONE;
        }
        Presence here = visible ? Presence.VISIBLE : Presence.HIDDEN;
        if (loss != null) {
            if (loss.closed()) {
                return now < loss.receivedAt() + timings.reconnect().toMillis() ? Presence.LEAVING
                    : loss.onScreen() ? Presence.GONE : Presence.UNREACHABLE;
            }
            return loss.how() == Drop.VOID && now < loss.receivedAt() + timings.ownRestart().toMillis() ? here : Presence.UNREACHABLE;
        }
        return now > lastHeard + longestSilence() ? Presence.UNREACHABLE : here;
    }

    /** When its presence next changes by itself; far in the future if never. */
    long nextChange(long now) {
        long next = replaced() || successor != null ? now : departure != null ? departure.due(timings)
            : loss == null ? lastHeard + longestSilence() + 1
            : loss.closed() ? loss.receivedAt() + timings.reconnect().toMillis()
            : loss.how() == Drop.VOID ? loss.receivedAt() + timings.ownRestart().toMillis() : now;
        return next > now ? next : Long.MAX_VALUE;
    }

    /** An open channel proves that the page is reachable, also between kept watermarks; only its replica's death is silent. */
    private long longestSilence() {
        if (channelOpen) {
            return visible ? HIDDEN_BEAT_MS : Long.MAX_VALUE / 4;
        }
        return timings.silent().toMillis() + (visible ? 0 : HIDDEN_BEAT_MS);
    }

    /** When it fell silent, if it is unreachable or lost. */
    long silentSince() {
        return loss != null && loss.how() != Drop.VOID ? loss.at() : lastHeard;
    }

    /** The machine slept, and had begun to while this page was being read. */
    boolean sleptWhileRead() {
        return asleepFrom != NEVER && visible && asleepFrom <= attentiveUntil();
    }

    /** The silence can be that of a sleeping machine: an open channel without a goodbye, from a page that did not say offline. */
    boolean fellAsleep() {
        return loss != null && loss.how() == Drop.TIMEOUT && offlineAt == NEVER;
    }

    /** When it went, if it did. */
    long goneAt() {
        return departure != null ? departure.at() : replaced() ? replacedAt : silentSince();
    }

    /** Until then its return is awaited, ms; only of one that is leaving. */
    long leavingUntil() {
        return departure != null ? departure.due(timings) : loss.receivedAt() + timings.reconnect().toMillis();
    }

    /** Falling silent while somebody read is a proof, for as long as it does not turn out to be a pause. */
    Optional<Proof> provedByVanishing(long now) {
        if (departure != null || replaced() || mediaPlaying && !visible) {
            return Optional.empty();
        }
        boolean onScreen = loss == null ? visible : loss.onScreen();
        Presence presence = presence(now);
        boolean vanished = presence == Presence.GONE || presence == Presence.LEAVING || presence == Presence.UNREACHABLE;
        if (!vanished || !onScreen || !(mediaPlaying || silentSince() <= attentiveUntil())) {
            return Optional.empty();
        }
        String text = loss == null || loss.how() == Drop.VOID ? "Nothing was heard any more, while the page was being read."
            : loss.closed() ? "The connection of the page was cut, while it was being read." : "The page fell silent, while it was being read.";
        return Optional.of(new Proof(silentSince(), this, "silence", text, false));
    }

    /** What this shows of a person, judged by what was known before. */
    Optional<Proof> proof(Moment moment, boolean automatic) {
        Signal signal = moment.evidence().signal();
        long at = moment.at();
        if (signal instanceof Signal.Load load) {
            return load.visible() && !load.prerendering() && !automatic
                ? opening(at, "load", load.restored() ? "The page was brought back." : "A page was opened.") : Optional.empty();
        } else if (signal instanceof Signal.View view) {
            return view.route() && visible ? opening(at, "view", "Another view of the page was opened.") : Optional.empty();
        } else if (signal instanceof Signal.Input input) {
            return opening(at, "input", "Input: " + input.kind() + ".");
        } else if (signal instanceof Signal.Visibility visibility) {
            if (visibility.visible()) {
                return visible ? Optional.empty() : opening(at, "vis", "The page came to the front.");
            }
            return visible && attentive(at) ? leaving(at, "vis", "The page was hidden, while it was being read.") : Optional.empty();
        } else if (signal instanceof Signal.Focus focus) {
            return !focus.focused() && visible && attentive(at) ? leaving(at, "focus", "The window lost focus, while it was being read.") : Optional.empty();
        } else if (signal instanceof Signal.Heartbeat beat) {
            return beat.media() && !beat.muted() && mediaStarted ? opening(at, "media", "Media was playing with sound.")
                : beat.sinceProof().map(ago -> at - ago.toMillis()).filter(then -> then > lastAttention && then <= at)
                    .flatMap(then -> opening(then, "input", "Last input, as a heartbeat said."));
        } else if (signal instanceof Signal.Out out) {
            return opening(at, "out", sentence(out));
        } else if (signal instanceof Signal.Form) {
            return opening(at, "form", "A form was sent.");
        } else if (signal instanceof Signal.Mark mark) {
            return mark.click() ? opening(at, "mark", "Something was clicked.") : Optional.empty();
        } else if (signal instanceof Signal.Media media) {
            return media.qualified() ? opening(at, "media", "Media was started with sound.")
                : mediaPlaying && !media.playing() ? leaving(at, "media", "The media that was playing stopped.") : Optional.empty();
        } else if (signal instanceof Signal.Gap gap) {
            long asleep = at - gap.asleep().toMillis();
            return visible && asleep > lastAttention && asleep <= attentiveUntil()
                ? leaving(asleep, "gap", "The machine fell asleep, while the page was being read.") : Optional.empty();
        } else if (signal instanceof Signal.PageHide hide) {
            return leavingProof(moment, hide);
        }
        return Optional.empty();
    }

    /** Leaving a page that was on screen takes a person, unless a page that nobody reads loads itself again. */
    private Optional<Proof> leavingProof(Moment moment, Signal.PageHide hide) {
        long at = moment.at();
        Departure going = Departure.of(moment, hide, hints);
        long input = hide.sinceProof().map(ago -> at - ago.toMillis()).filter(then -> then > lastAttention).orElse(lastAttention);
        boolean onScreen = visible || at - hiddenAt <= timings.hideThenDrop().toMillis();
        if (onScreen && (going.kind() != ExitKind.SAME_SITE || mediaPlaying || at <= input + reading)) {
            return leaving(at, "pagehide", going.cited().text());
        }
        return input > lastAttention ? Optional.of(new Proof(input, this, "input", "Last input, as the page said when it went.", false)) : Optional.empty();
    }

    private Optional<Proof> opening(long at, String kind, String text) {
        return Optional.of(new Proof(at, this, kind, text, true));
    }

    private Optional<Proof> leaving(long at, String kind, String text) {
        return Optional.of(new Proof(at, this, kind, text, false));
    }

    private static String sentence(Signal.Out out) {
        String host = out.host().map(name -> " to " + name).orElse("");
        return switch (out.kind()) {
            case "tel" -> "A telephone number was tapped.";
            case "mailto" -> "An e-mail address was clicked.";
            case "print" -> "The page was printed.";
            case "download" -> "A file was downloaded.";
            case "copy" -> "Something was copied.";
            case "form" -> "A form was sent" + host + ".";
            default -> "A link" + host + " was followed.";
        };
    }

    /** Takes note of what happened. */
    void apply(Moment moment, Optional<Proof> proof) {
        Signal signal = moment.evidence().signal();
        long at = moment.at();
        proof.filter(Proof::opens).ifPresent(p -> lastAttention = Math.max(lastAttention, p.at()));
        revive(moment);
        if (moment.evidence().live() && !(signal instanceof Signal.ChannelDropped) && !(signal instanceof Signal.Crash)) {
            lastHeard = Math.max(lastHeard, at);
        }
        hints.note(at, signal);
        if (signal instanceof Signal.Load load) {
            words(load.words());
            show(at, load.visible() && !load.prerendering());
        } else if (signal instanceof Signal.View view) {
            words(view.words());
        } else if (signal instanceof Signal.Visibility visibility) {
            show(at, visibility.visible());
        } else if (signal instanceof Signal.Heartbeat beat) {
            show(at, beat.visible());
            mediaPlaying = beat.media() && !beat.muted() && mediaStarted;
        } else if (signal instanceof Signal.Media media) {
            mediaStarted = media.qualified();
            mediaPlaying = mediaStarted;
        } else if (signal instanceof Signal.Freeze freeze) {
            frozen = freeze.frozen();
        } else if (signal instanceof Signal.Network network) {
            offlineAt = network.online() ? NEVER : at;
        } else if (signal instanceof Signal.Gap gap) {
            asleepFrom = at - gap.asleep().toMillis();
        } else if (signal instanceof Signal.PageHide hide) {
            hide.sinceProof().ifPresent(ago -> lastAttention = Math.max(lastAttention, at - ago.toMillis()));
            departure = Departure.of(moment, hide, hints);
            mediaPlaying = false;
        } else if (signal instanceof Signal.ChannelOpened) {
            channel = Math.max(channel, moment.evidence().channel());
            channelOpen = channel == moment.evidence().channel();
        } else if (signal instanceof Signal.ChannelDropped drop && moment.evidence().channel() >= channel) {
            channel = moment.evidence().channel();
            channelOpen = false;
            dropped(moment, drop.how());
        }
        if (proof.filter(Proof::opens).isPresent()) {
            seen = true;
            asleepFrom = NEVER;
            visible |= hiddenAt == NEVER && signal instanceof Signal.Input;
        }
    }

    private void dropped(Moment moment, Drop how) {
        long at = moment.at();
        if (departure == null) {
            long noticing = 3 * timings.ping().toMillis();
            long lostAt = how == Drop.TIMEOUT ? Math.min(at, Math.max(lastHeardBefore(at), at - noticing)) : at;
            loss = new Loss(lostAt, moment.receivedAt(), how, visible || lostAt - hiddenAt <= timings.hideThenDrop().toMillis());
        }
    }

    private long lastHeardBefore(long at) {
        return Math.min(lastHeard, at);
    }

    private void words(OptionalInt words) {
        if (words.isPresent()) {
            long takes = words.getAsInt() * 60_000L / timings.wordsPerMinute();
            reading = Math.max(timings.shortestReading().toMillis(), Math.min(timings.longestReading().toMillis(), takes));
        }
    }

    private void show(long at, boolean nowVisible) {
        if (visible && !nowVisible || !nowVisible && hiddenAt == NEVER) {
            hiddenAt = at;
        }
        visible = nowVisible;
        if (nowVisible) {
            seen = true;
            frozen = false;
        }
    }

    /** A page that shows life after it went has not gone: it came back from the cache, or reconnected. */
    private void revive(Moment moment) {
        Evidence evidence = moment.evidence();
        if (evidence.ownTestimony()) {
            if (evidence.signal() instanceof Signal.ChannelOpened && evidence.channel() > channel) {
                loss = null;
                if (departure != null && moment.at() > departure.at() + BLUR_MS) {
                    departure = null;
                }
            }
            return;
        }
        if (evidence.signal() instanceof Signal.Crash) {
            return;
        }
        if (loss != null && moment.at() > loss.at() + BLUR_MS) {
            loss = null;
        }
        if (departure != null && evidence.n() > departure.n() && alive(evidence.signal())) {
            departure = null;
            successor = null;
        }
        if (replaced() && moment.at() > replacedAt + BLUR_MS && alive(evidence.signal())) {
            replacedAt = NEVER;
            successor = null;
        }
    }

    private static boolean alive(Signal signal) {
        return signal instanceof Signal.Load || signal instanceof Signal.View || signal instanceof Signal.Input
            || signal instanceof Signal.Visibility visibility && visibility.visible() || signal instanceof Signal.Heartbeat
            || signal instanceof Signal.Media media && media.playing() || signal instanceof Signal.Freeze freeze && !freeze.frozen();
    }

    /** Another document took over its tab. */
    void replacedBy(Page next, long at) {
        successor = next;
        if (departure == null) {
            replacedAt = at;
        }
    }

    /** It is what its tab shows from now on. */
    void current() {
        successor = null;
    }

    /** The document that is in its tab now. */
    Page heir() {
        Page heir = this;
        while (heir.successor != null) {
            heir = heir.successor;
        }
        return heir;
    }
}
