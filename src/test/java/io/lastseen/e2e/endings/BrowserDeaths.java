package io.lastseen.e2e.endings;

import io.lastseen.e2e.browser.OwnBrowser;
import io.lastseen.e2e.browser.Tab;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The browser ends under the page, which may not get to say anything. */
final class BrowserDeaths {
    static final List<Ending> ALL = List.of(
            Ending.of("the browser is quit", Becomes.certainly("closed"), 25, with(OwnBrowser::quit)),
            Ending.of("the browser gets SIGTERM", Becomes.certainly("closed"), 25, with(OwnBrowser::terminate)),
            Ending.of("the browser gets SIGKILL", Becomes.certainly("closed", "crashed"), 25, with(OwnBrowser::kill)),
            Ending.of("the page's process crashes", Becomes.certainly("closed", "crashed"), 20, BrowserDeaths::crashes)
                    .onlyIn(Ending.Make.CHROMIUM));

    private BrowserDeaths() { }

    private static Ending.Play with(Consumer<OwnBrowser> end) {
        return scene -> {
            OwnBrowser browser = scene.ownBrowser();
            scene.arrives(browser.owner());
            Instant now = Instant.now();
            end.accept(browser);
            return now;
        };
    }

    private static Instant crashes(Scene scene) {
        Tab tab = scene.arrives(scene.visitor().openWindow());
        Instant now = Instant.now();
        tab.crash();
        return now;
    }
}
