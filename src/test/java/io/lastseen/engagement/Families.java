package io.lastseen.engagement;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Ways to visit a site and to leave it, each with its truth, at other times with every seed. */
final class Families {
    private static final double HOUR = 3_600;

    private Families() { }

    static Map<String, Consumer<Enactment>> all() {
        Map<String, Consumer<Enactment>> all = new LinkedHashMap<>();
        closing(all);
        leaving(all);
        absent(all);
        attending(all);
        disturbed(all);
        severalTabs(all);
        returning(all);
        sleeping(all);
        paying(all);
        saying(all);
        nobody(all);
        return all;
    }

    private static double browses(Enactment on, Enactment.Tab tab, double at) {
        tab.loads(at);
        double now = at;
        for (int i = on.random.nextInt(4); i >= 0; i--) {
            now = tab.acts(now + 1, now + on.between(20, 200)) + on.between(0.5, 3);
            if (i > 0) {
                double gap = on.between(0.2, 4);
                tab.goesTo(now, gap);
                now += gap;
            }
        }
        return now;
    }

    private static void closing(Map<String, Consumer<Enactment>> all) {
        all.put("closes the tab", on -> {
            Enactment.Tab tab = on.tab("t1");
            double end = browses(on, tab, 0);
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("bounces", on -> {
            double end = on.between(2, 12);
            on.tab("t1").loads(0).closes(end);
            on.ends(0, end, "closed");
        });
        all.put("quits the browser, of which only the cut tells", on -> {
            Enactment.Tab tab = on.tab("t1");
            double end = browses(on, tab, 0);
            tab.vanishes(end);
            on.ends(0, end, "closed", "crashed");
        });
        all.put("closes an older browser's tab", on -> {
            Enactment.Tab tab = on.tab("t1").ofOlderBrowser();
            double end = browses(on, tab, 0);
            tab.closes(end);
            on.ends(0, end, "closed", "left");
        });
        all.put("reads for minutes without touching anything, then quits", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0, "words", 1_500);
            double end = tab.acts(1, on.between(60, 200)) + on.between(30, 280);
            tab.vanishes(end);
            on.ends(0, end, "closed", "crashed");
        });
        all.put("crashes, and is reported a minute later", on -> {
            Enactment.Tab tab = on.tab("t1");
            double end = browses(on, tab, 0);
            String crashed = tab.document();
            tab.vanishes(end);
            tab.says(end + 60, "crash", "document", crashed, "reason", "oom");
            on.ends(0, end, "crashed");
        });
        all.put("crashes and loads the page again", on -> {
            Enactment.Tab tab = on.tab("t1");
            double crash = browses(on, tab, 0);
            tab.vanishes(crash);
            double end = crash + on.between(15, 100);
            tab.loads(end, "nav", "reload");
            end = tab.acts(end + 1, end + 120) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("quits where no socket can be had", on -> {
            Enactment.Tab tab = on.tab("t1").withoutSocket();
            double end = browses(on, tab, 0);
            tab.vanishes(end);
            on.waiting().endsAbout(0, end, 30, "closed", "lost", "crashed");
        });
        all.put("closes where no socket can be had", on -> {
            Enactment.Tab tab = on.tab("t1").withoutSocket();
            double end = browses(on, tab, 0);
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("quits, and the machine's power fails at once", on -> {
            Enactment.Tab tab = on.tab("t1");
            double end = browses(on, tab, 0);
            tab.sleeps(end);
            on.endsAbout(0, end, 45, "lost", "suspended", "crashed");
        });
        all.put("leaves while the service is down", on -> {
            double from = on.between(100, 300);
            on.down(from, from + 60);
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double last = tab.acts(1, from - 6);
            tab.offline(from - 0.1, Double.MAX_VALUE);
            on.waiting().endsAbout(0, last + 3, 120, "lost", "suspended", "closed", "idle");
        });
    }

    private static void leaving(Map<String, Consumer<Enactment>> all) {
        all.put("follows a link out", on -> {
            Enactment.Tab tab = on.tab("t1");
            double end = browses(on, tab, 0);
            tab.leaves(end, "news.example", on.maybe());
            on.ends(0, end, "left");
        });
        all.put("types another address", on -> {
            Enactment.Tab tab = on.tab("t1");
            double end = browses(on, tab, 0);
            tab.leaves(end, "", on.maybe());
            on.ends(0, end, "left");
        });
        all.put("follows a link out of an older browser", on -> {
            Enactment.Tab tab = on.tab("t1").ofOlderBrowser();
            double end = browses(on, tab, 0);
            tab.leaves(end, "news.example", on.maybe());
            on.ends(0, end, "left");
        });
        all.put("goes out and comes back out of the cache within minutes", on -> {
            Enactment.Tab tab = on.tab("t1");
            double out = browses(on, tab, 0);
            tab.leaves(out, "news.example", true);
            double back = out + on.between(3, 600);
            tab.comesBack(back);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("goes out and comes back after most of an hour", on -> {
            Enactment.Tab tab = on.tab("t1");
            double out = browses(on, tab, 0);
            tab.leaves(out, "news.example", false);
            double back = out + on.between(48, 180) * 60;
            tab.loads(back);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, out, "left");
            on.ends(back, end, "closed");
        });
        all.put("opens a link in a new tab and comes back", on -> {
            Enactment.Tab tab = on.tab("t1");
            double out = browses(on, tab, 0);
            tab.says(out, "out", "kind", "link", "host", "reviews.example", "target", "blank").hides(out + 0.1);
            double back = out + on.between(30, 800);
            tab.shows(back);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("goes to a shop on another of its hosts", on -> {
            Enactment.Tab tab = on.tab("t1");
            double out = browses(on, tab, 0);
            tab.leaves(out, "checkout.shop.example", false);
            double on2 = out + on.between(0.5, 8);
            tab.loads(on2);
            double end = tab.acts(on2 + 1, on2 + 400) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("goes on slowly in an older browser", on -> {
            Enactment.Tab tab = on.tab("t1").ofOlderBrowser();
            tab.loads(0);
            double next = tab.acts(1, 200) + 1;
            double gap = on.between(5, 50);
            tab.goesTo(next, gap);
            double end = tab.acts(next + gap + 1, next + gap + 200) + 1;
            tab.closes(end);
            on.ends(0, end, "closed", "left");
        });
        all.put("comes back out of the cache after most of an hour", on -> {
            Enactment.Tab tab = on.tab("t1");
            double out = browses(on, tab, 0);
            tab.leaves(out, "", true);
            double back = out + on.between(48, 180) * 60;
            tab.comesBack(back);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, out, "left");
            on.ends(back, end, "closed");
        });
    }

    private static void absent(Map<String, Consumer<Enactment>> all) {
        all.put("works elsewhere and comes back within the hour", on -> {
            Enactment.Tab tab = on.tab("t1");
            double hidden = browses(on, tab, 0);
            tab.hides(hidden);
            double back = hidden + on.between(60, 57 * 60);
            tab.shows(back);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("works elsewhere and comes back after hours", on -> {
            Enactment.Tab tab = on.tab("t1");
            double hidden = browses(on, tab, 0);
            tab.hides(hidden);
            double back = hidden + on.between(1.1, 30) * HOUR;
            tab.shows(back);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, hidden, "parked");
            on.ends(back, end, "closed");
        });
        all.put("is discarded while parked, and comes back after hours", on -> {
            Enactment.Tab tab = on.tab("t1");
            double hidden = browses(on, tab, 0);
            tab.hides(hidden);
            double discarded = hidden + on.between(600, 3_000);
            tab.says(discarded - 200, "freeze").vanishes(discarded);
            double back = hidden + on.between(1.1, 30) * HOUR;
            tab.loads(back, "nav", "reload", "wasDiscarded", true);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, hidden, "parked");
            on.ends(back, end, "closed");
        });
        all.put("is discarded while parked, and comes back within the hour", on -> {
            Enactment.Tab tab = on.tab("t1");
            double hidden = browses(on, tab, 0);
            tab.hides(hidden);
            double discarded = hidden + on.between(100, 1_000);
            tab.vanishes(discarded);
            double back = hidden + on.between(1_100, 3_400);
            tab.loads(back, "nav", "reload", "wasDiscarded", true);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("parks the tab and closes it hidden minutes later", on -> {
            Enactment.Tab tab = on.tab("t1");
            double hidden = browses(on, tab, 0);
            tab.hides(hidden);
            tab.closes(hidden + on.between(30, 800));
            on.waiting().ends(0, hidden, "closed", "parked");
        });
        all.put("parks the tab, and the machine is shut down hours later", on -> {
            Enactment.Tab tab = on.tab("t1");
            double hidden = browses(on, tab, 0);
            tab.hides(hidden);
            tab.vanishes(hidden + on.between(1.2, 9) * HOUR);
            on.ends(0, hidden, "parked");
        });
        all.put("leaves the page on screen for most of an hour", on -> {
            Enactment.Tab tab = on.tab("t1");
            double away = browses(on, tab, 0);
            double back = away + on.between(10, 56) * 60;
            double end = tab.acts(back, back + 100) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("leaves the page on screen until the next day", on -> {
            Enactment.Tab tab = on.tab("t1");
            double away = browses(on, tab, 0) - 1;
            double back = away + on.between(1.1, 15) * HOUR;
            tab.input(back);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.endsAbout(0, away, 90, "idle");
            on.ends(back, end, "closed");
        });
        all.put("leaves the page on screen, and the machine is shut down hours later", on -> {
            Enactment.Tab tab = on.tab("t1");
            double away = browses(on, tab, 0);
            if (on.maybe()) {
                tab.blurs(away);
            }
            tab.vanishes(away + on.between(1, 9) * HOUR);
            on.endsAbout(0, away, 60, "idle", "closed");
        });
        all.put("switches to another app and is never seen again", on -> {
            Enactment.Tab tab = on.tab("t1");
            double hidden = browses(on, tab, 0);
            tab.hides(hidden);
            tab.says(hidden + 5, "freeze").sleeps(hidden + 30);
            on.ends(0, hidden, "parked");
        });
        all.put("leaves a page open that loads itself again all night", on -> {
            Enactment.Tab tab = on.tab("t1");
            double away = browses(on, tab, 0);
            double now = away + 600;
            for (int i = 20 + on.random.nextInt(20); i > 0; i--) {
                tab.reloads(now, 0.4);
                now += 605;
            }
            tab.vanishes(now);
            on.endsAbout(0, away, 90, "idle", "parked", "closed");
        });
        all.put("leaves one window on screen and closes the one in use", on -> {
            Enactment.Tab shown = on.tab("t1");
            Enactment.Tab used = on.tab("t2");
            double now = browses(on, shown, 0);
            shown.blurs(now);
            used.loads(now + 0.5);
            double end = used.acts(now + 1, now + on.between(100, 900)) + 1;
            used.closes(end);
            on.waiting().ends(0, end, "closed");
        });
    }

    private static void attending(Map<String, Consumer<Enactment>> all) {
        all.put("reads long texts with few movements", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0, "words", 6_000);
            double end = tab.acts(1, on.between(1_000, 3_000), 70) + on.between(1, 60);
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("reads for minutes, then switches away for good", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0, "words", 2_300);
            double end = tab.acts(1, on.between(60, 300)) + on.between(60, 520);
            tab.hides(end);
            on.endsAbout(0, end, 30, "parked");
        });
        all.put("watches a film and closes", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double start = tab.acts(1, 40) + 1;
            tab.plays(start);
            double stop = start + on.between(600, 6_000);
            tab.stopsPlaying(stop).closes(stop + on.between(1, 30));
            on.waiting().endsAbout(0, stop, 31, "closed");
        });
        all.put("closes in the middle of a film", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double start = tab.acts(1, 40) + 1;
            tab.plays(start);
            double stop = start + on.between(600, 6_000);
            tab.closes(stop);
            on.ends(0, stop, "closed");
        });
        all.put("listens in a hidden tab, and comes back", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double start = tab.acts(1, 40) + 1;
            tab.plays(start).hides(start + 2);
            double stop = start + on.between(600, 7_000);
            tab.stopsPlaying(stop);
            double back = stop + on.between(10, 800);
            tab.shows(back);
            double end = tab.acts(back + 1, back + 60) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("a film ends, and nobody is there any more", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double start = tab.acts(1, 40) + 1;
            double stop = start + on.between(600, 6_000);
            tab.plays(start).stopsPlaying(stop).sleeps(stop + on.between(600, 5_000));
            on.endsAbout(0, stop, 60, "idle", "suspended");
        });
        all.put("a muted loop plays on for nobody", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0).says(0.5, "media", "state", "play", "muted", true, "loop", true, "gesture", false);
            double end = tab.acts(1, on.between(60, 600));
            tab.says(end + on.between(2, 10) * HOUR, "hb", "vis", "visible", "focus", true, "media", true, "muted", true);
            on.endsAbout(0, end, 90, "idle");
        });
    }

    private static void disturbed(Map<String, Consumer<Enactment>> all) {
        all.put("loses the network, reads on, and closes when it is back", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double off = tab.acts(1, 200) + 1;
            double back = off + on.between(20, 1_500);
            tab.offline(off, back);
            tab.acts(off + 1, back - 1, 20);
            tab.online();
            double end = tab.acts(back + 2, back + 200) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("loses the network for good", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double off = tab.acts(1, 300) + 1;
            tab.offline(off, Double.MAX_VALUE);
            tab.acts(off + 1, off + 100);
            on.endsAbout(0, off + 50, 150, "lost", "suspended", "crashed");
        });
        all.put("behind a proxy that cuts every minute", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double now = 1;
            for (int i = 3 + on.random.nextInt(15); i > 0; i--) {
                double next = now + on.between(40, 75);
                tab.acts(now, next, 12);
                tab.reconnects(next, on.between(0.3, 3));
                now = next + 3;
            }
            double end = tab.acts(now, now + 40) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("the service restarts under it", on -> {
            double from = on.between(100, 300);
            double to = from + on.between(2, 30);
            on.down(from, to);
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            tab.acts(1, from - 5);
            tab.opensAnew(to + on.between(0.5, 6));
            double end = tab.acts(to + 7, to + 300) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("sets the clock in the middle of a visit", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double now = tab.acts(1, on.between(60, 300)) + 1;
            tab.setsClock(on.between(40, 90_000) * (on.maybe() ? 1 : -1));
            double end = tab.acts(now, now + on.between(60, 300)) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("stays for longer than a session may last", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0).unremarkable();
            double end = tab.acts(1, on.between(25, 28) * HOUR, 200) + 1;
            tab.closes(end);
            // told at another pace, the visit is longer or shorter, but the limit is not
            on.endsAbout(0, 24 * HOUR, 2_400, "limit");
            on.endsAbout(24 * HOUR, end, 10, "closed");
        });
    }

    private static void severalTabs(Map<String, Consumer<Enactment>> all) {
        all.put("closes tabs one by one", on -> {
            Enactment.Tab one = on.tab("t1");
            Enactment.Tab two = on.tab("t2");
            double now = browses(on, one, 0);
            one.hides(now);
            two.loads(now + 0.2);
            now = two.acts(now + 1, now + 200) + 1;
            two.closes(now);
            one.shows(now + 0.06);
            double end = one.acts(now + 1, now + 100) + 1;
            one.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("closes a window with a hidden tab in it", on -> {
            Enactment.Tab one = on.tab("t1");
            Enactment.Tab two = on.tab("t2");
            double now = browses(on, one, 0);
            one.hides(now);
            two.loads(now + 0.2);
            double end = two.acts(now + 1, now + 600) + 1;
            one.closes(end);
            two.closes(end + 0.01);
            on.ends(0, end, "closed");
        });
        all.put("quits with tabs in the background that nobody saw", on -> {
            Enactment.Tab one = on.tab("t1");
            Enactment.Tab two = on.tab("t2");
            double now = browses(on, one, 0);
            two.loads(now, "vis", "hidden", "focus", false);
            double end = one.acts(now + 1, now + 600) + 1;
            one.vanishes(end);
            two.vanishes(end + 0.01);
            on.ends(0, end, "closed", "crashed");
        });
        all.put("closes the tab in use, leaves another hidden until evening", on -> {
            Enactment.Tab one = on.tab("t1");
            Enactment.Tab two = on.tab("t2");
            double now = browses(on, one, 0);
            one.hides(now);
            two.loads(now + 0.2);
            double end = two.acts(now + 1, now + 300) + 1;
            two.closes(end);
            one.vanishes(end + on.between(2, 6) * HOUR);
            on.waiting().ends(0, end, "closed");
        });
        all.put("duplicates the tab and closes the first", on -> {
            Enactment.Tab one = on.tab("t1");
            Enactment.Tab copy = on.tab("t1");
            double now = browses(on, one, 0);
            one.hides(now);
            copy.loads(now + 0.3, "dup", true);
            double closed = copy.acts(now + 1, now + 100) + 1;
            one.closes(closed);
            double end = copy.acts(closed + 1, closed + 200) + 1;
            copy.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("alternates between two windows and closes both", on -> {
            Enactment.Tab one = on.tab("t1");
            Enactment.Tab two = on.tab("t2");
            one.loads(0);
            two.loads(20);
            double now = one.acts(25, on.between(100, 400)) + 1;
            one.blurs(now);
            now = two.acts(now + 1, now + on.between(100, 900)) + 1;
            two.closes(now);
            double end = one.acts(now + 1, now + on.between(20, 200)) + 1;
            one.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("two people have nothing to do with one another", on -> {
            Enactment.Tab one = on.tab("v1", "t1");
            Enactment.Tab two = on.tab("v2", "t2");
            double first = browses(on, one, 0);
            one.closes(first);
            double start = on.between(5, 60);
            double second = browses(on, two, start);
            two.closes(second);
            on.ends(0, first, "closed");
            on.ends(start, second, "closed");
        });
        all.put("the visitor id is lost on the way, the tab is not", on -> {
            Enactment.Tab one = on.tab("v1", "t1");
            double now = browses(on, one, 0);
            one.pagehide(now, "same", false);
            Enactment.Tab two = on.tab("v2", "t1");
            two.loads(now + 0.4);
            double end = two.acts(now + 1, now + 200) + 1;
            two.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("quits with several tabs, and all are restored", on -> {
            Enactment.Tab one = on.tab("t1");
            Enactment.Tab two = on.tab("t2");
            double now = browses(on, one, 0);
            one.hides(now);
            two.loads(now + 0.2);
            double quit = two.acts(now + 1, now + 200) + 1;
            one.vanishes(quit);
            two.vanishes(quit + 0.02);
            double back = quit + on.between(10, 200);
            one.loads(back, "nav", "reload", "restored", true, "vis", "hidden", "focus", false);
            two.loads(back + 0.4, "nav", "reload", "restored", true);
            double end = two.acts(back + 1, back + 100) + 1;
            one.closes(end);
            two.closes(end + 0.02);
            on.ends(0, end, "closed");
        });
        all.put("opens a page in a new window of the site, and closes the old one", on -> {
            Enactment.Tab one = on.tab("t1");
            Enactment.Tab two = on.tab("t2");
            double now = browses(on, one, 0);
            String opener = one.document();
            one.hides(now);
            two.loads(now + 0.2, "opener", opener);
            one.closes(now + on.between(3, 20));
            double end = two.acts(now + 21, now + 200) + 1;
            two.closes(end);
            on.ends(0, end, "closed");
        });
    }

    private static void returning(Map<String, Consumer<Enactment>> all) {
        all.put("closes and comes back within minutes", on -> {
            Enactment.Tab tab = on.tab("t1");
            double closed = browses(on, tab, 0);
            tab.closes(closed);
            double back = closed + on.between(6, 290);
            Enactment.Tab next = on.tab("t2");
            double end = browses(on, next, back);
            next.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("closes and comes back later", on -> {
            Enactment.Tab tab = on.tab("t1");
            double closed = browses(on, tab, 0);
            tab.closes(closed);
            double back = closed + on.between(6, 90) * 60;
            Enactment.Tab next = on.tab("t2");
            double end = browses(on, next, back);
            next.closes(end);
            on.ends(0, closed, "closed");
            on.ends(back, end, "closed");
        });
        all.put("quits and has its tabs restored", on -> {
            Enactment.Tab tab = on.tab("t1");
            double quit = browses(on, tab, 0);
            tab.vanishes(quit);
            double back = quit + on.between(8, 200);
            tab.loads(back, "nav", "reload", "restored", true);
            double end = tab.acts(back + 1, back + 100) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("reloads like mad", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0);
            double now = tab.acts(1, 20) + 1;
            for (int i = 10 + on.random.nextInt(20); i > 0; i--) {
                tab.input(now).reloads(now + 0.1, on.between(0.2, 1));
                now += on.between(2, 10);
            }
            double end = tab.acts(now, now + 60) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
    }

    private static void sleeping(Map<String, Consumer<Enactment>> all) {
        all.put("shuts the lid and opens it again", on -> {
            Enactment.Tab tab = on.tab("t1");
            double asleep = browses(on, tab, 0);
            tab.sleeps(asleep);
            double awake = asleep + on.between(30, 55 * 60);
            tab.wakes(awake, awake - asleep);
            double end = tab.acts(awake + 3, awake + 100) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("shuts the lid and opens it the next day", on -> {
            Enactment.Tab tab = on.tab("t1");
            double asleep = browses(on, tab, 0);
            tab.sleeps(asleep);
            double awake = asleep + on.between(1.1, 16) * HOUR;
            tab.wakes(awake, awake - asleep);
            double start = awake + 3;
            tab.input(start);
            double end = tab.acts(start + 1, start + 100) + 1;
            tab.closes(end);
            on.endsAbout(0, asleep, 45, "suspended", "lost", "idle");
            on.ends(start, end, "closed");
        });
        all.put("shuts the lid for good", on -> {
            Enactment.Tab tab = on.tab("t1");
            double asleep = browses(on, tab, 0);
            tab.sleeps(asleep);
            on.endsAbout(0, asleep, 45, "suspended", "lost", "idle");
        });
    }

    private static void paying(Map<String, Consumer<Enactment>> all) {
        all.put("pays and comes back within the hour", on -> {
            Enactment.Tab tab = on.tab("t1");
            double pays = browses(on, tab, 0);
            tab.pays(pays);
            double back = pays + on.between(10, 57 * 60);
            tab.loads(back);
            double end = tab.acts(back + 1, back + 60) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("goes to pay and never comes back", on -> {
            Enactment.Tab tab = on.tab("t1");
            double pays = browses(on, tab, 0);
            tab.pays(pays);
            on.waiting().ends(0, pays, "left");
        });
        all.put("confirms the payment in a window of the bank", on -> {
            Enactment.Tab tab = on.tab("t1");
            double pays = browses(on, tab, 0);
            tab.says(pays, "out", "kind", "open", "host", "acs.bank.example", "target", "blank").blurs(pays + 0.2);
            double back = pays + on.between(30, 1_200);
            tab.says(back, "focus", "state", true);
            double end = tab.acts(back + 1, back + 60) + 1;
            tab.closes(end);
            on.ends(0, end, "closed");
        });
        all.put("telephones and comes back", on -> {
            Enactment.Tab tab = on.tab("t1");
            double calls = browses(on, tab, 0);
            tab.says(calls, "out", "kind", "tel").hides(calls + 0.4);
            double back = calls + on.between(30, 1_500);
            tab.shows(back);
            double end = tab.acts(back + 1, back + 60) + 1;
            tab.hides(end);
            on.ends(0, end, "parked");
        });
    }

    private static void saying(Map<String, Consumer<Enactment>> all) {
        all.put("signs out and closes", on -> {
            Enactment.Tab tab = on.tab("t1");
            double out = browses(on, tab, 0);
            tab.says(out, "signout");
            tab.acts(out + 2, out + 15);
            tab.closes(out + on.between(16, 50));
            on.endsAbout(0, out, 25, "signed_out");
        });
        all.put("signs out, and somebody signs in minutes later", on -> {
            Enactment.Tab tab = on.tab("t1");
            double out = browses(on, tab, 0);
            tab.says(out, "signout");
            double start = out + on.between(70, 900);
            tab.input(start);
            double end = tab.acts(start + 1, start + 60) + 1;
            tab.closes(end);
            on.endsAbout(0, out, 25, "signed_out");
            on.ends(start, end, "closed");
        });
        all.put("withdraws consent", on -> {
            Enactment.Tab tab = on.tab("t1");
            double out = browses(on, tab, 0);
            tab.says(out, "stop", "why", "consent").vanishes(out + 0.05);
            on.ends(0, out, "stopped");
        });
    }

    private static void nobody(Map<String, Consumer<Enactment>> all) {
        all.put("a page in a background tab that nobody ever sees", on ->
            on.tab("t1").loads(0, "vis", "hidden", "focus", false).closes(on.between(20, 20_000)));
        all.put("a prerendered page that is never activated", on ->
            on.tab("t1").loads(0, "vis", "hidden", "focus", false, "prerendering", true));
        all.put("a scraper", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0, "webdriver", true);
            double now = 1;
            for (int i = 5 + on.random.nextInt(40); i > 0; i--) {
                tab.goesTo(now, 0.2);
                now += on.between(1, 4);
            }
            tab.vanishes(now);
        });
        all.put("a page in the background, looked at much later", on -> {
            Enactment.Tab tab = on.tab("t1");
            tab.loads(0, "vis", "hidden", "focus", false);
            double start = on.between(60, 3_000);
            tab.shows(start);
            double end = tab.acts(start + 1, start + 100) + 1;
            tab.closes(end);
            on.ends(start, end, "closed");
        });
    }
}
