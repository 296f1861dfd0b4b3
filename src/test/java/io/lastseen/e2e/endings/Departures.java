package io.lastseen.e2e.endings;

import io.lastseen.e2e.browser.BrowserTab;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Person;
import java.time.Instant;
import java.util.List;

/** The visitor goes, and does not come back. */
final class Departures {
    static final List<Ending> ALL = List.of(
            Ending.of("a tab is closed", Becomes.certainly("closed"), 12, Departures::closesTheTab),
            Ending.of("a window of two tabs is closed", Becomes.certainly("closed"), 20, Departures::closesTheWindow)
                    .onlyIn(Ending.Make.CHROMIUM),
            Ending.of("a link to another site", Becomes.certainly("left"), 18, Departures::followsALinkOut),
            Ending.of("another address is typed", Becomes.certainly("left"), 18, Departures::typesAnAddress),
            Ending.of("a link to a page of the site without a recorder", Becomes.afterWaiting(Becomes.Sureness.NAVIGATION, "closed"),
                    70, Departures::goesToAnUnrecordedPage).onlyIn(Ending.Make.CHROMIUM),
            Ending.of("the visitor signs out", Becomes.certainly("signed_out"), 10, Departures::signsOut),
            Ending.of("hidden for good", Becomes.afterWaiting(Becomes.Sureness.ABSENCE, "parked"), 35, Departures::hidesForGood));

    private Departures() { }

    private static Instant closesTheTab(Scene scene) {
        return scene.arrives(scene.person()).close();
    }

    private static Instant closesTheWindow(Scene scene) {
        Chromium chromium = scene.kept(Chromium.startWithTabStrip());
        scene.arrives(chromium.owner());
        BrowserTab second = chromium.owner().openTab();
        second.navigate(scene.url("/two"));
        scene.shows(second);
        Instant now = Instant.now();
        chromium.tabStrip().closeWindowOf(scene.url("/two"));
        return now;
    }

    private static Instant followsALinkOut(Scene scene) {
        BrowserTab tab = scene.arrives(scene.person());
        return clicks(tab, "#out", "/outside");
    }

    /** The mouse is there before; the instant is that of the click. */
    static Instant clicks(BrowserTab tab, String link, String thenAt) {
        tab.moveTo(link);
        Instant now = Instant.now();
        tab.press();
        tab.waitFor("location.pathname.endsWith('" + thenAt + "') && document.readyState === 'complete'");
        return now;
    }

    private static Instant typesAnAddress(Scene scene) {
        BrowserTab tab = scene.arrives(scene.person());
        Instant now = Instant.now();
        tab.navigate(scene.outside());
        return now;
    }

    private static Instant goesToAnUnrecordedPage(Scene scene) {
        return clicks(scene.arrives(scene.person()), "#plain", "/plain");
    }

    private static Instant signsOut(Scene scene) {
        BrowserTab tab = scene.arrives(scene.person());
        Instant now = Instant.now();
        tab.evaluate("lastseen.signOut()");
        return now;
    }

    private static Instant hidesForGood(Scene scene) {
        Person person = scene.person();
        scene.arrives(person);
        Instant now = Instant.now();
        person.openTab();
        return now;
    }
}
