package io.lastseen.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Few sources bring most visits, and many bring few. Shops and journals are invented, and say so by their hosts. */
final class Origins {
    private static final List<Origin> ALL = List.of(
        new Origin("https://www.google.com/", "", 270, 0.5),
        new Origin("", "", 200, 0.6),
        new Origin("https://www.google.com/", "gclid=demo&utm_source=google&utm_medium=cpc&utm_campaign=tools-search", 110, 0.35),
        new Origin("https://www.instagram.com/", "", 70, 0.1),
        new Origin("https://www.instagram.com/", "utm_source=instagram&utm_medium=paid_social&utm_campaign=before-and-after", 60, 0.05),
        new Origin("", "utm_source=letter&utm_medium=email&utm_campaign=november-letter", 55, 0.9),
        new Origin("https://www.pinterest.com/", "", 50, 0.2),
        new Origin("https://www.bing.com/", "", 40, 0.5),
        new Origin("https://chatgpt.com/", "utm_source=chatgpt.com", 35, 0.7),
        new Origin("https://duckduckgo.com/", "", 25, 0.5),
        new Origin("https://the-mended-chair.example/tools-we-use", "", 25, 0.8),
        new Origin("https://www.youtube.com/", "", 20, 0.4),
        new Origin("https://www.reddit.com/", "", 15, 0.4),
        new Origin("https://l.facebook.com/", "", 15, 0.15),
        new Origin("https://www.perplexity.ai/", "", 10, 0.6),
        new Origin("https://upholstery-forum.example/t/webbing", "", 10, 0.75));
    private static final int SUM = ALL.stream().mapToInt(Origin::share).sum();
    private static final Origin DIRECT = ALL.get(1);

    private Origins() {
    }

    static Origin any(RandomGenerator random) {
        int left = random.nextInt(SUM);
        for (Origin one : ALL) {
            left -= one.share();
            if (left < 0) {
                return one;
            }
        }
        throw new IllegalStateException("Shares add up to their sum");
    }

    /** Who has been there before mostly types the address, or comes as before. */
    static Origin again(RandomGenerator random, Origin before) {
        return random.nextInt(100) < 55 ? DIRECT : before;
    }
}
