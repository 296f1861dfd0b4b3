package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import io.lastseen.e2e.customer.SentText;
import io.lastseen.e2e.customer.Wiretap;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every secret holds the word "hush", whatever way it takes; the wire is searched for it. */
@ExtendWith(SharedParts.class)
@DisplayName("What a visitor types, and what an owner hides")
class MaskingIT {
    private static final String[] FIELDS = {"#text", "#mail", "#phone", "#search", "#area", "#code", "#card", "#password",
        "#editable", "#plain"};

    @Test
    @DisplayName("never leaves the page: not in chunks, not in signals, not in addresses")
    void never_leaves_the_page(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        TestSite site = TestSite.create(lastseen.api(), "Masking", customer.origin());
        try (Wiretap wire = Wiretap.before(lastseen.api().service()); Visitor visitor = chromium.visitor()) {
            customer.recordedPage("/form", "Form", site.snippetFrom(wire.origin()), """
                    <h1>In plain sight</h1>
                    <form action="/form/sent?key=hush">
                    <input id="text" value="hush-attribute" placeholder="name"><input id="mail" type="email">
                    <input id="phone" type="tel"><input id="search" type="search"><textarea id="area">hush-area</textarea>
                    <input id="code" autocomplete="one-time-code"><input id="card" autocomplete="cc-number">
                    <input id="password" type="password" value="hush-preset"><input type="hidden" name="csrf" value="hush-hidden">
                    </form>
                    <p id="editable" contenteditable>hush-editable</p>
                    <p data-lastseen-mask>hush-text <b>hush-inside</b></p>
                    <button data-lastseen-mask id="masked">hush-button</button>
                    <div data-lastseen-block id="blocked"><p>hush-blocked</p><img alt="hush-alt" src="/hush.png"></div>
                    <input id="plain" data-lastseen-block value="hush-block-input">
                    <a id="link" href="/form/other?token=hush-link">Onwards</a>
                    <img src="/pixel.png?user=hush-image" alt="">
                    <ul id="list"></ul>""");
            customer.recordedPage("/form/other", "Other", site.snippetFrom(wire.origin()), "<h1>Other page</h1>");
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/form?session=hush-query&utm_source=news#hush-hash"));
            for (String field : FIELDS) {
                tab.type(field, "hush-typed");
            }
            tab.evaluate("document.querySelector('#password').type = 'text'; 0");
            tab.type("#password", "hush-revealed");
            tab.evaluate("document.querySelector('#text').setAttribute('value', 'hush-set'); 0");
            tab.evaluate("document.querySelector('#blocked').append('hush-added'); 0");
            tab.evaluate("document.querySelector('[data-lastseen-mask]').append('hush-appended'); 0");
            tab.evaluate("document.querySelector('#list').innerHTML = '<li>visible-later<input value=hush-new></li>'; 0");
            tab.click("#masked");
            tab.click("#blocked");
            tab.rest(Duration.ofSeconds(1));
            tab.click("#link");
            tab.waitForPath("/form/other");
            tab.rest(Duration.ofSeconds(1));
            tab.close();
            site.endedSession(Duration.ofSeconds(15));

            String sent = SentText.of(wire.sent());
            assertThat(sent).contains("In plain sight", "visible-later", "Other page", "\"pagehide\"");
            assertThat(around(sent, "hush")).isEmpty();
        }
    }

    /** The first place the word is found at, so that a failure says what leaked. */
    private static String around(String text, String word) {
        int at = text.indexOf(word);
        return at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100));
    }
}
