package io.lastseen.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** With what people come: two of five on a phone. */
final class Devices {
    private static final List<String> DESKTOP = List.of(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
    private static final List<String> MOBILE = List.of(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36");
    private static final List<String> TABLET = List.of(
        "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1");
    private static final List<String> LANGUAGES = List.of("en-GB", "en-GB", "en-GB", "en-GB", "en-US", "en-IE", "de-DE", "fr-FR", "nl-NL");

    private Devices() {
    }

    static String any(RandomGenerator random) {
        int of = random.nextInt(100);
        return of < 55 ? "desktop" : of < 95 ? "mobile" : "tablet";
    }

    static String agent(RandomGenerator random, String device) {
        return one(random, device.equals("desktop") ? DESKTOP : device.equals("mobile") ? MOBILE : TABLET);
    }

    static String language(RandomGenerator random) {
        return one(random, LANGUAGES);
    }

    private static String one(RandomGenerator random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
