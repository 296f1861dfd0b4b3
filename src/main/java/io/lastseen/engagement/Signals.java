package io.lastseen.engagement;

import io.lastseen.engagement.Signal.Destination;
import io.lastseen.engagement.Signal.Drop;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads signals as docs/wire-format.md has them, and the service's own {@code chan.open} and {@code chan.drop}. */
public final class Signals {
    private Signals() { }

    /** As {@link #read(String, long, Map)} where the signal's own instant is not known: its {@code proof} is then not read. */
    public static Optional<Signal> read(String kind, Map<String, Object> body) {
        return read(kind, -1, body);
    }

    /**
     * @param kind        kind of the signal
     * @param sinceOrigin the signal's {@code t}, ms since the document's origin
     * @param body        its other fields
     * @return empty for a kind that this version does not know
     */
    public static Optional<Signal> read(String kind, long sinceOrigin, Map<String, Object> body) {
        Body b = new Body(body);
        return Optional.ofNullable(switch (kind) {
            case "load" -> new Signal.Load(b.text("nav").orElse("navigate"), !b.is("vis", "hidden"), b.flag("focus"), b.count("words"),
                b.flag("webdriver"), b.flag("prerendering") || b.is("nav", "prerender") && b.is("vis", "hidden"), b.flag("wasDiscarded"),
                b.flag("restored"), b.flag("dup"), b.text("prev"), b.text("opener"));
            case "view" -> new Signal.View(b.is("how", "route"), b.count("words"));
            case "input" -> new Signal.Input(b.text("kind").orElse("input"));
            case "vis" -> new Signal.Visibility(!b.is("state", "hidden"));
            case "focus" -> new Signal.Focus(b.flag("state"));
            case "exit" -> new Signal.Exit(destination(b.text("to")).orElse(Destination.OTHER), b.text("url").flatMap(Signals::host));
            case "pagehide" -> new Signal.PageHide(b.flag("persisted"), destination(b.text("swap")), b.since("proof", sinceOrigin));
            case "hb" -> new Signal.Heartbeat(!b.is("vis", "hidden"), b.flag("focus"), b.flag("media"), b.flag("muted"), b.since("proof", sinceOrigin));
            case "out" -> new Signal.Out(b.text("kind").orElse("link"), b.text("host"), b.is("target", "blank"), b.flag("psp"));
            case "media" -> new Signal.Media(b.is("state", "play"), b.flag("muted"), b.flag("loop"), b.flag("gesture"));
            case "form" -> new Signal.Form();
            case "gap" -> new Signal.Gap(Duration.ofMillis(Math.max(0, b.number("ms").orElse(0L))));
            case "freeze" -> new Signal.Freeze(true);
            case "resume" -> new Signal.Freeze(false);
            case "net" -> new Signal.Network(!b.is("state", "offline"));
            case "stop" -> new Signal.Stop(b.text("why").orElse("api"));
            case "signout" -> new Signal.SignOut();
            case "crash" -> b.text("document").map(document -> new Signal.Crash(document, b.text("reason"))).orElse(null);
            case "mark" -> new Signal.Mark(b.is("what", "click"));
            case "chan.open" -> new Signal.ChannelOpened(b.text("replica").orElse(""), b.number("epoch").orElse(0L));
            case "chan.drop" -> new Signal.ChannelDropped(drop(b.text("how").orElse("fin")), b.text("replica").orElse(""), b.number("epoch").orElse(0L));
            default -> null;
        });
    }

    private static Drop drop(String how) {
        return switch (how) {
            case "restart", "expired", "void" -> Drop.VOID;
            case "timeout" -> Drop.TIMEOUT;
            case "rst", "reset" -> Drop.RESET;
            default -> Drop.FIN;
        };
    }

    private static Optional<Destination> destination(Optional<String> to) {
        return to.flatMap(name -> Optional.ofNullable(switch (name) {
            case "none" -> Destination.NONE;
            case "same" -> Destination.SAME;
            case "reload" -> Destination.RELOAD;
            case "other" -> Destination.OTHER;
            default -> null;
        }));
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost());
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private record Body(Map<String, Object> fields) {
        Optional<String> text(String name) {
            return fields.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
        }

        boolean is(String name, String value) {
            return value.equals(fields.get(name));
        }

        boolean flag(String name) {
            return Boolean.TRUE.equals(fields.get(name));
        }

        Optional<Long> number(String name) {
            return fields.get(name) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
        }

        OptionalInt count(String name) {
            return fields.get(name) instanceof Number number ? OptionalInt.of(Math.max(0, number.intValue())) : OptionalInt.empty();
        }

        /** How long before the signal something was, where both are known and in order. */
        Optional<Duration> since(String name, long sinceOrigin) {
            return sinceOrigin < 0 ? Optional.empty()
                : number(name).filter(then -> then >= 0 && then <= sinceOrigin).map(then -> Duration.ofMillis(sinceOrigin - then));
        }
    }
}
