package io.lastseen.demo;

import io.lastseen.ingest.caller.Caller;
import io.lastseen.session.DemoVisitors;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Somebody who comes to the demo shop, once or several times.
 *
 * @param id       visitor id; {@link DemoVisitors#PREFIX} leads it
 * @param agent    what the browser calls itself
 * @param language of the browser, as a page reads it
 * @param visits   in the order they were made
 */
record Planned(String id, String agent, String language, List<Visit> visits) {

    /**
     * @param referrer empty where there is none
     * @param query    of the first address, without its question mark; empty where there is none
     * @param lostMs   after so many milliseconds nothing more arrives: the machine or its network is gone
     */
    record Visit(Recorded recorded, Instant at, String referrer, String query, OptionalLong lostMs) {

        Instant end() {
            return at.plus(recorded.length());
        }
    }

    /** The language's region is where they are, too. */
    Caller caller() {
        Locale locale = Locale.forLanguageTag(language);
        return new Caller(agent, locale.getCountry(), locale.getLanguage());
    }

    Instant firstSeenAt() {
        return visits.get(0).at();
    }

    Instant lastSeenAt() {
        return visits.get(visits.size() - 1).end();
    }
}
