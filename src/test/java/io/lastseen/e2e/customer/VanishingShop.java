package io.lastseen.e2e.customer;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;

/** A shop that shows things in all the ways that are hard to keep, until it closes for good. */
public final class VanishingShop implements AutoCloseable {
    /** Contents that its page shows outside of blocked elements. */
    public static final int KEPT = 13;
    private static final Map<String, String> ONCE = Map.of("Cache-Control", "no-store");
    private static final Map<String, String> SHARED = Map.of("Access-Control-Allow-Origin", "*");

    private static final String HEAD = """
        <link rel="stylesheet" href="/shop.css">
        <link rel="stylesheet" href="%s/other.css">""";
    private static final String BODY = """
        <h1>Letters of our own</h1>
        <div class="row"><img src="/plain.png"><picture>
          <source media="(max-width: 100px)" srcset="/never.png"><source srcset="/wide.png 400w, /wide-2x.png 800w" sizes="160px">
          <img src="/fallback.png"></picture>
        <img src="/once.png?ticket=first"><img src="/once.png?ticket=second"><img id="blob" width="160" height="100">
        <svg width="160" height="100"><image href="/drawn.png" width="160" height="100"/></svg></div>
        <div class="row"><i class="sheet"></i><i style="background-image:url('/inline.png')"></i><i class="other"></i>
        <i class="constructed"></i><span id="shadow"></span><img src="%s/elsewhere.png"></div>
        <div style="height: 1200px"></div><p data-lastseen-block><img src="/private.png" width="160" height="100"></p>
        <script type="module">
          const constructed = new CSSStyleSheet()
          constructed.replaceSync('.constructed { background-image: url("constructed.png") }')
          document.adoptedStyleSheets = [constructed]
          const root = document.querySelector('#shadow').attachShadow({ mode: 'open' })
          const inside = new CSSStyleSheet()
          inside.replaceSync('b { display: block; width: 160px; height: 100px; background: url("/shadow.png") }')
          root.adoptedStyleSheets.push(inside)
          root.innerHTML = '<b></b>'
          const image = document.querySelector('#blob')
          image.onload = () => { URL.revokeObjectURL(image.src); window.dressed = true }
          image.src = URL.createObjectURL(await (await fetch('/blob.png')).blob())
        </script>""";

    private final CustomerSite site;

    private VanishingShop(CustomerSite site) {
        this.site = site;
    }

    public static VanishingShop open() throws Exception {
        VanishingShop shop = new VanishingShop(CustomerSite.start());
        shop.furnish();
        return shop;
    }

    public String origin() {
        return site.origin();
    }

    /** Puts the page up, with the snippet in its head. */
    public void hang(String snippet) {
        site.page("/", CustomerSite.html("Vanishing", HEAD.formatted(site.otherHost()) + snippet, BODY.formatted(site.otherHost())));
    }

    public int askedForTickets() {
        return site.asked("/once.png?ticket=first") + site.asked("/once.png?ticket=second");
    }

    private void furnish() {
        css("/shop.css", Map.of(), """
            @font-face { font-family: Own; src: url("/own.woff2") format("woff2") }
            body { margin: 20px; font: 20px Own, monospace } h1 { font-size: 40px }
            .row { display: flex; gap: 8px; flex-wrap: wrap } i, img { display: block; width: 160px; height: 100px }
            .sheet { background-image: url("/sheet.png") }""");
        css("/other.css", SHARED, ".other { background-image: url('deep/other.png') } h1 { color: rgb(160, 30, 90) }");
        site.file("/own.woff2", "font/woff2", font(), Map.of());
        int hue = 0;
        for (String name : new String[] {"plain", "wide", "wide-2x", "never", "fallback", "drawn", "sheet", "inline", "constructed", "shadow",
            "blob", "private"}) {
            site.file("/" + name + ".png", "image/png", picture(hue++), Map.of());
        }
        site.file("/deep/other.png", "image/png", picture(hue++), SHARED);
        site.file("/elsewhere.png", "image/png", picture(hue++), SHARED);
        site.file("/once.png?ticket=first", "image/png", picture(hue++), ONCE);
        site.file("/once.png?ticket=second", "image/png", picture(hue), ONCE);
    }

    private void css(String path, Map<String, String> headers, String text) {
        site.file(path, "text/css", text.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Stripes in colours of its own. */
    private static byte[] picture(int number) {
        BufferedImage image = new BufferedImage(160, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int stripe = 0; stripe < 8; stripe++) {
            pen.setColor(Color.getHSBColor(number / 18f, 1, stripe % 2 == 0 ? 1f : 0.6f));
            pen.fillRect(stripe * 20, 0, 20, 100);
        }
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] font() {
        String path = "/META-INF/resources/demo/assets/fonts/bricolage-grotesque-latin-wght-normal.woff2";
        try (InputStream in = VanishingShop.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        site.close();
    }
}
