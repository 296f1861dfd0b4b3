package io.lastseen.metrics;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * A site's 90 days as a shop has them, written past the doors and the decision loop straight into PostgreSQL, day by day: paths, sources and
 * entry pages by Zipf's law, days with a night, devices, a funnel in which each step loses some, end reasons, and visitors
 * of whom a third come back. Rows are as large as the loop writes them.
 */
final class GeneratedSite {
    static final List<String> CHANNELS = List.of(
            "organic search", "direct", "paid search", "organic social", "referral", "e-mail", "ai assistant", "display");
    static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");
    static final List<String> FUNNEL = List.of("/products/*", "/cart", "/checkout", "/payment", "/thanks");
    private static final List<String> SOURCES = List.of(
            "google", "direct", "bing", "facebook", "instagram", "newsletter", "chatgpt", "x", "reddit", "duckduckgo", "youtube",
            "partner.example", "forum.example", "pinterest", "gmail", "yahoo", "ecosia", "perplexity", "linkedin", "tiktok");
    private static final List<String> CAMPAIGNS = List.of(
            "(none)", "(none)", "(none)", "brand", "spring-sale", "newsletter-may", "retargeting", "tools-search", "summer", "launch", "21340987612");
    private static final List<String> COUNTRIES = List.of("US", "DE", "GB", "FR", "IN", "BR", "CA", "NL", "ES", "IT", "PL", "AU", "JP", "SE", "CH", "AT", "Unknown");
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "pt", "nl", "it", "pl", "ja", "sv", "Unknown");
    private static final List<String> BROWSERS = List.of("Chrome", "Safari", "Firefox", "Edge", "Samsung Internet", "Opera");
    private static final List<String> SYSTEMS = List.of("Android", "iOS", "Windows", "Mac OS X", "Linux");
    private static final List<String> REASONS = List.of("closed", "left", "parked", "idle", "lost", "suspended", "crashed");
    private static final double[] GOES_ON = {0.45, 0.55, 0.6, 0.75};
    static final int DAYS = 90;
    private static final int AT_ONCE = 20_000;
    private static final int PAGES = 2_000;
    private static final String EVIDENCE =
            "[{\"at\":\"2026-03-02T09:12:31.120Z\",\"kind\":\"pagehide\",\"text\":\"The page was hidden for good and no other page of the tab"
                    + " followed within five seconds.\"},{\"at\":\"2026-03-02T09:12:31.420Z\",\"kind\":\"drop\",\"text\":\"Its presence"
                    + " channel closed with code 1001 (going away).\"}]";
    private static final String LANES =
            "[{\"tab\":\"a3f9c1d2\",\"lanes\":[{\"state\":\"engaged\",\"from\":\"2026-03-02T09:10:02.000Z\",\"to\":\"2026-03-02T09:11:31.000Z\"},"
                    + "{\"state\":\"quiet\",\"from\":\"2026-03-02T09:11:31.000Z\",\"to\":\"2026-03-02T09:12:31.000Z\"}],\"proofs\":[{\"at\":"
                    + "\"2026-03-02T09:11:01.000Z\",\"kind\":\"click\",\"text\":\"A click on Add to cart\"}],\"exit\":{\"at\":"
                    + "\"2026-03-02T09:12:31.120Z\",\"kind\":\"closed\",\"text\":\"The tab was closed\",\"to\":null}}]";

    private final DataSource database;
    private final String site;
    private final Instant until;
    private SplittableRandom random;

    /** @param until end of the 90 days */
    GeneratedSite(DataSource database, String site, Instant until) {
        this.database = database;
        this.site = site;
        this.until = until;
    }

    /**
     * Goes on behind those that are there, if it was cut off: each batch is written whole or not at all.
     *
     * @param sessions of the 90 days
     * @param first how many of them are written
     */
    void write(long sessions, long first) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            BareTables.bare(connection);
            connection.commit();
            for (long from = written(connection); from < first; from += AT_ONCE) {
                random = new SplittableRandom(1_000_003 + from);
                write(connection, from, Math.min(first, from + AT_ONCE), sessions);
                connection.commit();
            }
            BareTables.dress(connection);
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze session, view, mark, verdict");
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long written(Connection connection) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("select count(*) from session where site_id = ?")) {
            count.setString(1, site);
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void write(Connection connection, long from, long to, long sessions) throws SQLException, IOException {
        long visitors = sessions * 2 / 3;
        StringBuilder sessionRows = new StringBuilder();
        StringBuilder viewRows = new StringBuilder();
        StringBuilder markRows = new StringBuilder();
        StringBuilder verdictRows = new StringBuilder();
        for (long i = from; i < to; i++) {
            String id = new UUID(random.nextLong(), i).toString();
            long visitor = random.nextInt(3) == 0 ? random.nextLong(Math.max(1, visitors / 10)) : random.nextLong(visitors);
            Instant start = start((int) (i * DAYS / sessions));
            List<String> paths = paths();
            Instant at = start;
            long engaged = 0;
            for (int ordinal = 0; ordinal < paths.size(); ordinal++) {
                long open = (long) Math.exp(8.5 + random.nextGaussian() * 1.2);
                long attentive = (long) (open * random.nextDouble());
                Instant next = at.plusMillis(open);
                row(viewRows, site, id, ordinal, id, "a3f9c1d2", paths.get(ordinal), "A page of the shop", "load", at, next, attentive);
                engaged += attentive;
                at = next;
            }
            if (paths.contains("/cart")) {
                row(markRows, site, id, id, 7, start.plusSeconds(5), "click", "\\N", "{\"id\":\"add\",\"label\":\"Add to cart\"}", "\\N");
            }
            String reason = REASONS.get(zipf(REASONS.size()));
            Instant decided = at.plusMillis(5_000 + random.nextInt(600));
            row(sessionRows, site, id, "visitor-" + visitor, "ended", true, true, start, at, at, at.plusSeconds(1_800), engaged,
                    paths.size(), paths.get(0), "A page of the shop", paths.get(paths.size() - 1), "A page of the shop",
                    SOURCES.get(zipf(SOURCES.size())), CHANNELS.get(zipf(CHANNELS.size())), DEVICES.get(zipf(DEVICES.size())),
                    BROWSERS.get(zipf(BROWSERS.size())), SYSTEMS.get(zipf(SYSTEMS.size())), random.nextInt(3) == 0, reason,
                    decided, 0.98, 1, EVIDENCE, LANES, COUNTRIES.get(zipf(COUNTRIES.size())), LANGUAGES.get(zipf(LANGUAGES.size())),
                    CAMPAIGNS.get(zipf(CAMPAIGNS.size())));
            row(verdictRows, site, id, 1, reason, at, decided, 0.98, false, EVIDENCE);
        }
        copy(connection, "session (site_id, id, visitor_id, state, counted, final, started_at, ended_at, active_at, closes_at,"
                + " engaged_ms, views, entry_path, entry_title, exit_path, exit_title, source, channel, device, browser, os,"
                + " returning_visitor, reason, decided_at, confidence, revision, evidence, lanes, country, language, campaign)", sessionRows);
        copy(connection, "view", viewRows);
        copy(connection, "mark", markRows);
        copy(connection, "verdict (site_id, session_id, revision, reason, ended_at, decided_at, confidence, provisional, evidence)",
                verdictRows);
    }

    private static void copy(Connection connection, String into, StringBuilder rows) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin", new StringReader(rows.toString()));
    }

    /** Nights are quieter than days. */
    private Instant start(int day) {
        double hour = Math.min(23.99, Math.max(0, 14 + random.nextGaussian() * 5));
        return until.minus(Duration.ofDays(DAYS - day)).plusMillis((long) (hour * 3_600_000) + random.nextInt(60_000));
    }

    private List<String> paths() {
        List<String> paths = new java.util.ArrayList<>();
        int wander = 1 + zipf(12);
        for (int i = 0; i < wander; i++) {
            int page = zipf(PAGES);
            paths.add(page == 0 ? "/" : page % 3 == 0 ? "/guides/" + page : "/products/" + page);
        }
        if (random.nextInt(4) == 0) {
            paths.add("/products/" + zipf(PAGES));
            for (int step = 1; step < FUNNEL.size() && random.nextDouble() < GOES_ON[step - 1]; step++) {
                paths.add(FUNNEL.get(step));
            }
        }
        return paths;
    }

    /** From 0: by Zipf's law, the first about as often as the second and third together. */
    private int zipf(int of) {
        return (int) Math.pow(of + 1.0, random.nextDouble()) - 1;
    }

    private static void row(StringBuilder into, Object... values) {
        for (int i = 0; i < values.length; i++) {
            into.append(i == 0 ? "" : "\t").append(values[i]);
        }
        into.append('\n');
    }
}
