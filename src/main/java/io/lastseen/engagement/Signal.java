package io.lastseen.engagement;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a recorder or the service's socket layer testifies; fields as in docs/wire-format.md. It proves, it never decides. */
public sealed interface Signal {

    /** Where a browser says a document goes. */
    enum Destination { NONE, SAME, OTHER, RELOAD }

    /** How a channel ended; VOID: by the service itself, or noted by one whose lease had run out, so that it proves nothing. */
    enum Drop { FIN, RESET, TIMEOUT, VOID }

    /** A document begins, or comes back from the back/forward cache. */
    record Load(String navigation, boolean visible, boolean focused, OptionalInt words, boolean webdriver, boolean prerendering,
                boolean discarded, boolean restored, boolean duplicate, Optional<String> previous, Optional<String> opener) implements Signal { }

    /** One page shown and settled, by a load or by a route change. */
    record View(boolean route, OptionalInt words) implements Signal { }

    /** Trusted input of a person. */
    record Input(String kind) implements Signal { }

    /** The page came on or went off the screen. */
    record Visibility(boolean visible) implements Signal { }

    /** The window got or lost focus. */
    record Focus(boolean focused) implements Signal { }

    /** Where pageswap or the Navigation API says this document goes; without a following pagehide it went nowhere. */
    record Exit(Destination to, Optional<String> host) implements Signal { }

    /** The document leaves its tab; {@code swap} is empty where the browser does not tell. */
    record PageHide(boolean persisted, Optional<Destination> swap, Optional<Duration> sinceProof) implements Signal { }

    /** The page lives. */
    record Heartbeat(boolean visible, boolean focused, boolean media, boolean muted, Optional<Duration> sinceProof) implements Signal { }

    /** Intent to go, or a hand-over; {@code payment}: to one of the site's payment hosts. */
    record Out(String kind, Optional<String> host, boolean blank, boolean payment) implements Signal {
        /** Whether this takes the document away: a followed link or a posted form in its own tab. */
        boolean leavesTab() {
            return !blank && (kind.equals("link") || kind.equals("form"));
        }

        /** Looks like a navigation to the browser, yet the document stays. */
        boolean staysBehind() {
            return kind.equals("download") || kind.equals("tel") || kind.equals("mailto") || kind.equals("print") || kind.equals("copy");
        }
    }

    /** Audio or video started or stopped. */
    record Media(boolean playing, boolean muted, boolean loop, boolean gesture) implements Signal {
        /** Somebody is watching or listening: sound, started by a gesture, not a loop. */
        boolean qualified() {
            return playing && gesture && !muted && !loop;
        }
    }

    /** A form was submitted. */
    record Form() implements Signal { }

    /** Timers stood still that long: the machine slept. */
    record Gap(Duration asleep) implements Signal { }

    /** The browser froze the page, or thawed it. */
    record Freeze(boolean frozen) implements Signal { }

    /** The network came or went. */
    record Network(boolean online) implements Signal { }

    /** Recording was stopped. */
    record Stop(String why) implements Signal { }

    /** The visitor signed out. */
    record SignOut() implements Signal { }

    /** An earlier document never said goodbye. */
    record Crash(String document, Optional<String> reason) implements Signal { }

    /** Something for funnels: a click is a person, a tracked event or an identification is the page's program. */
    record Mark(boolean click) implements Signal { }

    /** A presence channel opened at a replica whose lease has this epoch. */
    record ChannelOpened(String replica, long epoch) implements Signal { }

    /** A presence channel ended, as the replica with this epoch saw it. */
    record ChannelDropped(Drop how, String replica, long epoch) implements Signal { }
}
