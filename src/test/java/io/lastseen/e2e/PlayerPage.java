package io.lastseen.e2e;

import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import java.time.Duration;
import java.time.Instant;

/** A session's page in the player, in a browser that was signed in by the link the program prints. */
record PlayerPage(Tab tab, Instant start) {

    /** @param start of the recording, on the service's clock */
    static PlayerPage open(Visitor viewer, Lastseen lastseen, String session, Instant start) {
        Tab tab = viewer.openWindow();
        tab.navigate(lastseen.origin() + "/access?token=" + lastseen.api().token());
        tab.navigate(lastseen.origin() + "/sessions/" + session);
        tab.waitFor("__lastseenPlayer.document()", Duration.ofSeconds(20));
        return new PlayerPage(tab, start);
    }

    /** Rebuilds the page as it was then, and writes it. */
    String at(Instant instant) {
        tab.evaluate("__lastseenPlayer.seek(" + Duration.between(start, instant).toMillis() + ").then(() => 0)");
        return Moment.written(tab, "__lastseenPlayer.document()");
    }
}
