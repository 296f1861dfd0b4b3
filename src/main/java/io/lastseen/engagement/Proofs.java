package io.lastseen.engagement;

import io.lastseen.engagement.Signal.Drop;
import java.util.Optional;

/** What shows that a person was at a page, judged by what the page was before. Times are ms on the service's clock. */
final class Proofs {
    private Proofs() { }

    /** @param automatic the page loaded itself again, and nobody had read it */
    static Optional<Proof> of(Page page, Moment moment, boolean automatic) {
        Signal signal = moment.evidence().signal();
        long at = moment.at();
        if (signal instanceof Signal.Load load) {
            return load.visible() && !load.prerendering() && !automatic
                ? opening(page, at, "load", load.restored() ? "The page was brought back." : "A page was opened.") : Optional.empty();
        } else if (signal instanceof Signal.View view) {
            return view.route() && page.visible() ? opening(page, at, "view", "Another view of the page was opened.") : Optional.empty();
        } else if (signal instanceof Signal.Input input) {
            return opening(page, at, "input", "Input: " + input.kind() + ".");
        } else if (signal instanceof Signal.Visibility visibility) {
            if (visibility.visible()) {
                return page.visible() ? Optional.empty() : opening(page, at, "vis", "The page came to the front.");
            }
            return whileRead(page, at, "vis", "The page was hidden, while it was being read.");
        } else if (signal instanceof Signal.Focus focus) {
            return focus.focused() ? Optional.empty() : whileRead(page, at, "focus", "The window lost focus, while it was being read.");
        } else if (signal instanceof Signal.Heartbeat beat) {
            return heartbeat(page, at, beat);
        } else if (signal instanceof Signal.Out out) {
            return opening(page, at, "out", sentence(out));
        } else if (signal instanceof Signal.Form) {
            return opening(page, at, "form", "A form was sent.");
        } else if (signal instanceof Signal.Mark mark) {
            return mark.click() ? opening(page, at, "mark", "Something was clicked.") : Optional.empty();
        } else if (signal instanceof Signal.Media media) {
            return media.qualified() ? opening(page, at, "media", "Media was started with sound.")
                : page.watching() && !media.playing() ? leaving(page, at, "media", "The media that was playing stopped.") : Optional.empty();
        } else if (signal instanceof Signal.Gap gap) {
            long asleep = at - gap.asleep().toMillis();
            return page.visible() && asleep > page.lastAttention() && asleep <= page.attentiveUntil()
                ? leaving(page, asleep, "gap", "The machine fell asleep, while the page was being read.") : Optional.empty();
        } else if (signal instanceof Signal.PageHide hide) {
            return goodbye(page, moment, hide);
        }
        return Optional.empty();
    }

    /** Falling silent while somebody read is a proof, for as long as it does not turn out to be a pause. */
    static Optional<Proof> ofVanishing(Page page, long now) {
        if (page.departure().isPresent() || page.replaced() || page.watching() && !page.visible()) {
            return Optional.empty();
        }
        Optional<Loss> loss = page.loss();
        boolean onScreen = loss.map(Loss::onScreen).orElse(page.visible());
        Presence presence = page.presence(now);
        boolean vanished = presence == Presence.GONE || presence == Presence.LEAVING || presence == Presence.UNREACHABLE;
        if (!vanished || !onScreen || !(page.watching() || page.silentSince() <= page.attentiveUntil())) {
            return Optional.empty();
        }
        String text = loss.isEmpty() || loss.get().how() == Drop.VOID ? "Nothing was heard any more, while the page was being read."
            : loss.get().closed() ? "The connection of the page was cut, while it was being read." : "The page fell silent, while it was being read.";
        return leaving(page, page.silentSince(), "silence", text);
    }

    private static Optional<Proof> heartbeat(Page page, long at, Signal.Heartbeat beat) {
        return beat.media() && !beat.muted() && page.mediaStarted() ? opening(page, at, "media", "Media was playing with sound.")
            : beat.sinceProof().map(ago -> at - ago.toMillis()).filter(then -> then > page.lastAttention() && then <= at)
                .flatMap(then -> opening(page, then, "input", "Last input, as a heartbeat said."));
    }

    /** Leaving a page that was on screen takes a person, unless a page that nobody reads loads itself again. */
    private static Optional<Proof> goodbye(Page page, Moment moment, Signal.PageHide hide) {
        long at = moment.at();
        Departure going = Departure.of(moment, hide, page.hints());
        long input = hide.sinceProof().map(ago -> at - ago.toMillis()).filter(then -> then > page.lastAttention()).orElse(page.lastAttention());
        if (page.onScreen(at) && (going.kind() != ExitKind.SAME_SITE || page.watching() || at <= page.readFrom(input))) {
            return leaving(page, at, "pagehide", going.cited().text());
        }
        return input > page.lastAttention() ? leaving(page, input, "input", "Last input, as the page said when it went.") : Optional.empty();
    }

    private static Optional<Proof> whileRead(Page page, long at, String kind, String text) {
        return page.visible() && page.attentive(at) ? leaving(page, at, kind, text) : Optional.empty();
    }

    private static Optional<Proof> opening(Page page, long at, String kind, String text) {
        return Optional.of(new Proof(at, page, kind, text, true));
    }

    private static Optional<Proof> leaving(Page page, long at, String kind, String text) {
        return Optional.of(new Proof(at, page, kind, text, false));
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
}
