package io.lastseen.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.e2e.customer.CustomerSite;
import org.junit.jupiter.api.Test;

/** The driver itself: what it does must be what a person's mouse, keyboard and closing of tabs do. */
class ChromiumIT {
    @Test
    void pages_see_trusted_input_and_a_closed_tab_says_pagehide_while_visible() throws Exception {
        try (CustomerSite site = CustomerSite.start(); Chromium chromium = Chromium.start()) {
            site.page("/", CustomerSite.html("Field", "", """
                    <input id="name"><a id="next" href="/next">Next</a><div style="height:3000px"></div>
                    <script>
                      window.seen = [];
                      for (const kind of ['click', 'keydown', 'mousemove', 'scroll'])
                        addEventListener(kind, e => seen.push(kind + ':' + e.isTrusted), true);
                    </script>"""));
            site.page("/next", CustomerSite.html("Next", "", """
                    <script>addEventListener('pagehide', () => localStorage.setItem('end', document.visibilityState));</script>"""));
            try (Visitor visitor = chromium.visitor()) {
                Tab tab = visitor.openWindow();
                tab.navigate(site.url("/"));
                tab.scroll(200);
                tab.type("#name", "Ada");
                assertThat(tab.evaluate("document.querySelector('#name').value").asText()).isEqualTo("Ada");
                assertThat(tab.evaluate("[...new Set(seen)].sort().join()").asText())
                        .isEqualTo("click:true,keydown:true,mousemove:true,scroll:true");
                assertThat(tab.evaluate("document.visibilityState + document.hasFocus()").asText()).isEqualTo("visibletrue");

                tab.click("#next");
                tab.waitForPath("/next");
                tab.close();
                Tab other = visitor.openWindow();
                other.navigate(site.url("/"));
                other.waitFor("localStorage.getItem('end')");
                assertThat(other.evaluate("localStorage.getItem('end')").asText()).isEqualTo("visible");
            }
        }
    }
}
