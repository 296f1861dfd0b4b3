package io.lastseen.session;

import java.time.Instant;

/** A page that was shown, on the service's clock; where it ends follows from what came after it. */
record ShownView(String document, String tab, String path, String title, String how, Instant at) {
    ShownView since(Instant from) {
        return new ShownView(document, tab, path, title, how, from);
    }

    /** The same page, where a later session begins in it. */
    ShownView shownAgain(Instant from) {
        return new ShownView(document, tab, path, title, "again", from);
    }
}
