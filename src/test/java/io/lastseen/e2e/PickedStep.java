package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Tab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Steps of a funnel that are picked from the page a replay shows, with mouse and keys as their owner would. */
record PickedStep(Lastseen lastseen, Tab tab, String session) {
    private static final String PANEL = "document.querySelector('[data-pick]')";

    /** From the product's page, which is shown: the button by mouse, then what was clicked in the cart, from the editor. */
    void becomesAFunnelThatCountsTheVisit() throws IOException, InterruptedException {
        tab.click("[data-pick-button]");
        tab.waitFor(PANEL);
        everyClickIsFoundInTheReplayAsItWasRecorded();
        pointAt("main form[data-add] button");
        tab.waitFor(PANEL + ".querySelector('fieldset')?.innerText.includes('1 session')");
        assertThat(recognised()).isNotEmpty().isEqualTo(recognisable(click("BUTTON")));

        tab.click("[data-pick] .actions a.main");
        tab.waitForPath("/funnels/new");
        tab.type("form .top input.field", "Picked");
        tab.type("[aria-label='What step 2 matches']", "/demo/cart");
        tab.click("[aria-label='Pick step 2 in a replay']");
        tab.waitFor("location.pathname === '/sessions/" + session + "' && " + PANEL + " && [...document.querySelectorAll('[data-pick] ul button')]"
                + ".some(button => button.innerText.includes('Voucher code'))");
        tab.evaluate("[...document.querySelectorAll('[data-pick] ul button')].find(button => button.innerText.includes('Voucher code')).click()");
        tab.click("[data-pick] .actions a.main");
        tab.waitForPath("/funnels/new");
        assertThat(tab.evaluate("document.querySelector('form .top input.field').value").asText()).isEqualTo("Picked");
        tab.click("form button.main");
        tab.waitFor("location.pathname === '/funnels' && document.querySelectorAll('ol > li .figures strong').length > 2");
        assertThat(tab.evaluate("document.querySelector('button[aria-label^=\"Funnel: \"]').innerText").asText()).contains("Picked");
        assertThat(tab.evaluate("[...document.querySelectorAll('.figures')].map(one => one.querySelector('strong').innerText).join()").asText()).isEqualTo("1,1");
    }

    /** An outline is drawn only where what the rebuilt element is described as is what was recorded. */
    private void everyClickIsFoundInTheReplayAsItWasRecorded() {
        int clicks = tab.evaluate("document.querySelectorAll('[data-pick] ul button').length").asInt();
        assertThat(clicks).isEqualTo(2);
        for (int click = 0; click < clicks; click++) {
            tab.evaluate("document.querySelectorAll('[data-pick] ul button')[" + click + "].click()");
            tab.waitFor("document.querySelectorAll('[data-pick] ul button')[" + click + "].ariaPressed === 'true'"
                    + " && document.querySelector('[data-pick-layer] > div')");
        }
    }

    /** Where an element of the rebuilt page is drawn, the mouse clicks. */
    private void pointAt(String selector) {
        tab.evaluate("""
            (() => {
              const of = __lastseenPlayer.document().querySelector('%s')
              of.scrollIntoView({ block: 'center', behavior: 'instant' })
              const box = of.getBoundingClientRect(), layer = document.querySelector('[data-pick-layer]')
              const spot = document.createElement('i'), around = layer.getBoundingClientRect(), scale = around.width / layer.offsetWidth
              spot.id = 'spot'
              spot.style.cssText = `position:fixed;pointer-events:none;width:2px;height:2px;left:${around.left + (box.left + box.width / 2) * scale}px;top:${around.top + (box.top + box.height / 2) * scale}px`
              document.body.append(spot)
            })()""".formatted(selector));
        tab.click("#spot");
        tab.evaluate("document.querySelector('#spot').remove()");
    }

    private List<String> recognised() {
        return StreamSupport.stream(tab.evaluate("[...document.querySelectorAll('[data-pick] fieldset code')].map(code => code.innerText)").spliterator(), false)
                .map(JsonNode::asText).toList();
    }

    private JsonNode click(String tag) throws IOException, InterruptedException {
        for (JsonNode mark : lastseen.api().get("/api/v1/sessions/" + session + "/timeline").get("marks")) {
            if (mark.at("/element/tag").asText().equalsIgnoreCase(tag)) {
                return mark.get("element");
            }
        }
        throw new AssertionError("no " + tag + " was clicked");
    }

    private static List<String> recognisable(JsonNode element) {
        List<String> all = new ArrayList<>();
        if (element.path("id").isTextual()) {
            all.add("#" + element.get("id").asText());
        }
        element.path("data").fields().forEachRemaining(one -> all.add("[data-" + one.getKey() + "=\"" + one.getValue().asText() + "\"]"));
        all.add(element.get("label").asText());
        String path = element.get("path").asText();
        if (!path.equals(element.get("tag").asText() + "#" + element.path("id").asText())) {
            all.add(path);
        }
        return all;
    }
}
