package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import io.lastseen.e2e.customer.VanishingShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("What a page looked like is kept with its recording")
class ShopGoneIT {
    private static final Duration KEPT = Duration.ofSeconds(30);
    /** Edges of letters and of scaled images are drawn a little differently in a frame. */
    private static final double TINY = 0.003;

    private record Shown(Instant at, Picture picture) {
    }

    @Test
    @DisplayName("the demo shop: its pictures and fonts stay when it is taken away")
    void the_demo_shop_is_taken_away(Lastseen lastseen, Chromium chromium) throws Exception {
        String document;
        Shown shown;
        try (Visitor visitor = chromium.visitor()) {
            Tab tab = visitor.openWindow();
            tab.hideScrollbars();
            tab.navigate(lastseen.origin() + "/demo/");
            document = recordedDocument(tab);
            shown = shown(tab, "demo-live");
            assertThat(kept(lastseen, document, assets -> has(assets, "chair-after") && has(assets, "chair-before")
                    && has(assets, "bricolage-grotesque") && has(assets, "public-sans-latin-wght-normal")
                    && has(assets, "/tools/tack-hammer.svg"))).isNotEmpty();
            tab.close();
        }
        Picture replay = replayed(lastseen, chromium, document, shown, List.of(lastseen.origin() + "/demo/*"), "demo-replay");
        assertThat(shown.picture().differenceTo(replay)).as("share of other pixels").isLessThan(TINY);
    }

    @Test
    @DisplayName("a shop with blob, one-time and cross-origin content, constructed sheets and shadow roots: the same")
    void a_harder_shop_is_taken_away(Lastseen lastseen, Chromium chromium) throws Exception {
        String document;
        Shown shown;
        try (VanishingShop shop = VanishingShop.open(); Visitor visitor = chromium.visitor()) {
            TestSite site = TestSite.create(lastseen.api(), "Vanishing", shop.origin());
            shop.hang(site.snippet());
            Tab tab = visitor.openWindow();
            tab.hideScrollbars();
            tab.navigate(shop.origin() + "/");
            tab.waitFor("window.dressed");
            document = recordedDocument(tab);
            shown = shown(tab, "shop-live");
            List<JsonNode> assets = kept(lastseen, document, all -> all.size() >= VanishingShop.KEPT);
            assertThat(assets).as("blocked elements").noneMatch(asset -> asset.get("name").asText().contains("private"));
            assertThat(assets).as("tickets").noneMatch(asset -> asset.get("name").asText().contains("ticket"));
            assertThat(shop.askedForTickets()).as("one-time addresses are asked for by the page alone").isEqualTo(2);
            tab.close();
        }
        Picture replay = replayed(lastseen, chromium, document, shown, List.of(), "shop-replay");
        assertThat(shown.picture().differenceTo(replay)).as("share of other pixels").isLessThan(TINY);
    }

    private static String recordedDocument(Tab tab) {
        tab.waitFor("lastseen.replayUrl && lastseen.replayUrl()");
        return tab.evaluate("lastseen.replayUrl().split('/').at(-1)").asText();
    }

    /** The page as the visitor sees it, with nothing moving around that instant. */
    private static Shown shown(Tab tab, String name) {
        tab.evaluate("Promise.all([document.fonts.ready, ...[...document.images]"
                + ".filter(i => i.getBoundingClientRect().top < innerHeight).map(i => i.decode().catch(() => {}))]).then(() => 0)");
        tab.rest(Duration.ofSeconds(1));
        Picture picture = Picture.of(tab.screenshot()).keptAs(name);
        Instant at = Instant.now();
        tab.rest(Duration.ofMillis(600));
        return new Shown(at, picture);
    }

    private static List<JsonNode> kept(Lastseen lastseen, String document, Predicate<List<JsonNode>> all) {
        return Eventually.get("what " + document + " shows is kept", KEPT,
                () -> lastseen.api().items("/api/v1/sessions/" + document + "/recording/assets").stream()
                        .filter(asset -> !asset.get("url").isNull()).toList(), all);
    }

    private static boolean has(List<JsonNode> assets, String part) {
        return assets.stream().anyMatch(asset -> asset.get("name").asText().contains(part));
    }

    /** In another browser, where the shop does not answer; asks nobody but the service. */
    private static Picture replayed(Lastseen lastseen, Chromium chromium, String document, Shown shown, List<String> gone, String name)
            throws Exception {
        JsonNode session = Eventually.get("the session has ended", Duration.ofSeconds(20),
                () -> lastseen.api().get("/api/v1/sessions/" + document), one -> one.get("state").asText().equals("ended"));
        Instant start = Instant.parse(Recording.of(lastseen.api(), session).manifest().get("startedAt").asText());
        try (Visitor viewer = chromium.visitor()) {
            Tab tab = viewer.openWindow();
            tab.watchRequests(gone);
            PlayerPage player = PlayerPage.open(tab, lastseen, session.get("id").asText(), start);
            Picture picture = player.pictureAt(shown.at());
            // Backgrounds of style sheets tell nobody when they are drawn.
            for (int i = 0; i < 20 && shown.picture().differenceTo(picture) >= TINY; i++) {
                tab.rest(Duration.ofMillis(250));
                picture = Picture.of(tab.screenshot());
            }
            picture.keptAs(name);
            assertThat(tab.requested()).as("what the replay asks for")
                    .allMatch(url -> url.startsWith(lastseen.origin() + "/") || url.startsWith("data:") || url.startsWith("blob:"))
                    .noneMatch(url -> url.startsWith(lastseen.origin() + "/demo"));
            return picture;
        }
    }
}
