package io.lastseen.e2e.endings;

import io.lastseen.e2e.Api;
import io.lastseen.e2e.ServiceProcess;
import io.lastseen.e2e.browser.BrowserTab;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Person;
import io.lastseen.e2e.browser.Tab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What only seems to be an ending: the visitor is still there after every grace, and closes his tab in the end. */
final class Returns {
    private static final Duration SHORTLY = Duration.ofSeconds(3);
    private static final Becomes CLOSED = Becomes.certainly("closed");
    private static final int STORM = 8;

    static final List<Ending> ALL = List.of(
            Ending.of("a link within the site", CLOSED, 28, Returns::goesToAnotherPage),
            Ending.of("a storm of reloads", CLOSED, 30, Returns::reloadsAndReloads),
            Ending.of("out, and back out of the back/forward cache", CLOSED, 32, Returns::goesOutAndBack),
            Ending.of("back out of the cache after having been taken for gone", CLOSED.onceReopened(), 45, Returns::comesBackLate),
            Ending.of("a link in a new tab, then the old one is closed", CLOSED, 30, Returns::goesOnInANewTab),
            Ending.of("a tab is duplicated, then the old one is closed", CLOSED, 32, Returns::duplicatesTheTab)
                    .onlyIn(Ending.Make.CHROMIUM),
            Ending.of("hidden, and back", CLOSED, 32, Returns::hidesAndComesBack),
            Ending.of("offline, and back", CLOSED, 50, Returns::goesOfflineAndBack).onlyIn(Ending.Make.CHROMIUM),
            Ending.of("the service restarts", CLOSED, 65, Returns::seesTheServiceRestart).oneAtATime(),
            Ending.of("to a payment host by a form, and back", CLOSED, 45, Returns::paysAndComesBack));

    private Returns() { }

    private static Instant goesToAnotherPage(Scene scene) throws Exception {
        BrowserTab tab = scene.arrives(scene.person());
        Departures.clicks(tab, "#next", "/two");
        scene.isStillThereAfterAllGraces(tab);
        return tab.close();
    }

    private static Instant reloadsAndReloads(Scene scene) throws Exception {
        BrowserTab tab = scene.arrives(scene.person());
        for (int i = 0; i < STORM; i++) {
            tab.startReload();
            tab.rest(Duration.ofMillis(150));
        }
        tab.reload();
        scene.shows(tab);
        scene.isStillThereAfterAllGraces(tab);
        return tab.close();
    }

    private static BrowserTab outAndBack(Scene scene, Duration away) {
        BrowserTab tab = scene.arrives(scene.person());
        tab.evaluate("window.before = true");
        Departures.clicks(tab, "#out", "/outside");
        tab.rest(away);
        tab.back();
        tab.waitFor("location.pathname.endsWith('/one')");
        if (!tab.evaluate("window.before === true").asBoolean()) {
            throw new IllegalStateException("the page did not come out of the back/forward cache");
        }
        scene.shows(tab);
        return tab;
    }

    private static Instant goesOutAndBack(Scene scene) throws Exception {
        BrowserTab tab = outAndBack(scene, SHORTLY);
        scene.isStillThereAfterAllGraces(tab);
        return tab.close();
    }

    private static Instant comesBackLate(Scene scene) throws Exception {
        BrowserTab tab = outAndBack(scene, Scene.PAST_GRACES);
        scene.isStillThereAfterAllGraces(tab);
        return tab.close();
    }

    private static Instant goesOnInANewTab(Scene scene) throws Exception {
        Person person = scene.person();
        BrowserTab old = scene.arrives(person);
        old.click("#new");
        BrowserTab tab = person.tabAt(scene.url("/two"), old.id());
        scene.shows(tab);
        old.close();
        scene.isStillThereAfterAllGraces(tab);
        return tab.close();
    }

    private static Instant duplicatesTheTab(Scene scene) throws Exception {
        Chromium chromium = scene.kept(Chromium.startWithTabStrip());
        BrowserTab old = scene.arrives(chromium.owner());
        chromium.tabStrip().duplicate(scene.url("/one"));
        BrowserTab copy = chromium.owner().tabAt(scene.url("/one"), old.id());
        scene.shows(copy);
        old.close();
        scene.isStillThereAfterAllGraces(copy);
        return copy.close();
    }

    private static Instant hidesAndComesBack(Scene scene) throws Exception {
        Person person = scene.person();
        BrowserTab tab = scene.arrives(person);
        BrowserTab other = person.openTab();
        tab.waitFor("document.visibilityState === 'hidden'");
        other.rest(Scene.PAST_GRACES);
        scene.isStillThere();
        other.close();
        tab.waitFor("document.visibilityState === 'visible'");
        scene.shows(tab);
        return tab.close();
    }

    private static Instant goesOfflineAndBack(Scene scene) throws Exception {
        Cable cable = scene.kept(new Cable(scene.stage().api().service()));
        scene.recordedBy(scene.stage().api(), cable.origin());
        Tab tab = scene.arrives(scene.visitor().openWindow());
        cable.unplug();
        tab.offline(true);
        tab.rest(Scene.PAST_GRACES);
        tab.click("h1");
        scene.isStillThere();
        tab.offline(false);
        cable.plugIn();
        scene.isStillThereAfterAllGraces(tab);
        return tab.close();
    }

    private static Instant seesTheServiceRestart(Scene scene) throws Exception {
        ServiceProcess service = scene.stage().restarting();
        scene.recordedBy(new Api(service.url(), service.token()), service.url());
        BrowserTab tab = scene.arrives(scene.person());
        service.terminate();
        // Longer than a recorder has to come back: that it is not there when the service looks again proves nothing.
        tab.rest(Scene.PAST_GRACES);
        service.restart();
        scene.isStillThereAfterAllGraces(tab);
        return tab.close();
    }

    private static Instant paysAndComesBack(Scene scene) throws Exception {
        BrowserTab tab = scene.arrives(scene.person());
        Departures.clicks(tab, "#pay", "/payment");
        tab.rest(Scene.PAST_GRACES);
        scene.isStillThere();
        Departures.clicks(tab, "#back", "/two");
        scene.shows(tab);
        scene.isStillThereAfterAllGraces(tab);
        return tab.close();
    }
}
