package io.lastseen.e2e.endings;

import io.lastseen.e2e.browser.Tab;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Browsers that lack what the recorder would like to have: taken from the page before it loads. */
final class OlderBrowsers {
    enum Lacks {
        PAGESWAP("pageswap", "delete window.onpageswap"),
        NAVIGATION("pageswap and Navigation API", "delete window.onpageswap; Object.defineProperty(window, 'navigation', {value: undefined})"),
        LOCKS("Web Locks", "Object.defineProperty(Navigator.prototype, 'locks', {value: undefined})"),
        WORKERS("workers", "delete window.Worker"),
        SOCKETS("WebSocket", "delete window.WebSocket"),
        ALL("all of these", "delete window.onpageswap; Object.defineProperty(window, 'navigation', {value: undefined});"
                + " Object.defineProperty(Navigator.prototype, 'locks', {value: undefined}); delete window.Worker; delete window.WebSocket");

        private final String title;
        private final String script;

        Lacks(String title, String script) {
            this.title = title;
            this.script = script;
        }
    }

    static final List<Ending> ALL = all();

    private OlderBrowsers() { }

    private static List<Ending> all() {
        List<Ending> all = new ArrayList<>();
        for (Lacks what : Lacks.values()) {
            all.add(Ending.of("without " + what.title + ": a tab is closed", Becomes.certainly("closed"), 14,
                    scene -> visit(scene, what).close()).onlyIn(Ending.Make.CHROMIUM));
            all.add(Ending.of("without " + what.title + ": reload, another page, a link to another site", Becomes.certainly("left"), 35,
                    scene -> goesOnAndLeaves(scene, what)).onlyIn(Ending.Make.CHROMIUM));
        }
        return List.copyOf(all);
    }

    private static Tab visit(Scene scene, Lacks what) {
        Tab tab = scene.visitor().openWindow();
        tab.beforeEveryLoad(what.script);
        return scene.arrives(tab);
    }

    private static Instant goesOnAndLeaves(Scene scene, Lacks what) throws Exception {
        Tab tab = visit(scene, what);
        tab.reload();
        scene.shows(tab);
        Departures.clicks(tab, "#next", "/two");
        scene.shows(tab);
        scene.isStillThereAfterAllGraces(tab);
        return Departures.clicks(tab, "#out", "/outside");
    }
}
