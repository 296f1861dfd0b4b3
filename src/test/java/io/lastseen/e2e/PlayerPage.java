package io.lastseen.e2e;

import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import java.time.Duration;
import java.time.Instant;

/** A session's page in the player, in a browser that was signed in by the link the program prints. */
record PlayerPage(Tab tab, Instant start) {

    /** @param start of the recording, on the service's clock */
    static PlayerPage open(Visitor viewer, Lastseen lastseen, String session, Instant start) {
        return open(viewer.openWindow(), lastseen, session, start);
    }

    static PlayerPage open(Tab tab, Lastseen lastseen, String session, Instant start) {
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

    /** Rebuilds the page as it was then, and takes a picture of it alone, in the size it had. */
    Picture pictureAt(Instant instant) {
        tab.evaluate("__lastseenPlayer.seek(" + Duration.between(start, instant).toMillis() + ").then(() => 0)");
        tab.evaluate("""
            (async () => {
              const frame = [...document.querySelectorAll('iframe')].find((one) => one.contentDocument === __lastseenPlayer.document())
              const style = document.createElement('style')
              style.textContent = `.replayer-mouse, .replayer-mouse-tail { display: none !important }
                html, body { overflow: hidden !important }
                .around { transform: none !important; overflow: visible !important; position: static !important; contain: none !important }`
              document.head.append(style)
              for (let at = frame.parentElement; at !== document.body; at = at.parentElement) at.classList.add('around')
              frame.style.cssText += ';position:fixed!important;left:0;top:0;z-index:2147483647;background:#fff'
              const shown = __lastseenPlayer.document()
              await shown.fonts.ready
              const inView = [...shown.images].filter((image) => image.getBoundingClientRect().top < frame.clientHeight)
              await Promise.all(inView.map((image) => image.decode().catch(() => {})))
            })()""");
        return Picture.of(tab.screenshot());
    }
}
