package io.lastseen.metrics;

import java.time.Instant;

/**
 * A view, a tracked event or a click.
 *
 * @param path of a view, else null
 * @param event name of a tracked event, else null
 * @param element descriptor of what was clicked, as JSON, else null
 */
record Happening(Instant at, String path, String event, String element) {
    static Happening view(String path, Instant at) {
        return new Happening(at, path, null, null);
    }

    static Happening event(String name, Instant at) {
        return new Happening(at, null, name, null);
    }

    static Happening click(String element, Instant at) {
        return new Happening(at, null, null, element);
    }
}
