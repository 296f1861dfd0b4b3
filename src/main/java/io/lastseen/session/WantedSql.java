package io.lastseen.session;

/**
 * Comparing views and marks, inside PostgreSQL, with what is wanted of them. That is a row {@code w} with the columns of table
 * {@code conversion}: {@code site_id, what, exact, pattern, key}.
 */
public final class WantedSql {
    /** Is view {@code v} what {@code w} wants? */
    public static final String VIEW = "w.what = 'path' and (v.path = w.exact or v.path ~ w.pattern)";

    /** Is mark {@code m} what {@code w} wants? */
    public static final String MARK =
            """
            (w.what = 'event' and m.what = 'custom' and m.name = w.exact
              or w.what = 'click-id' and m.what = 'click' and m.element ->> 'id' = w.exact
              or w.what = 'click-path' and m.what = 'click' and m.element ->> 'path' = w.exact
              or w.what = 'click-label' and m.what = 'click' and m.element ->> 'label' ~ w.pattern
              or w.what = 'click-data' and m.what = 'click'
                 and (m.element -> 'data' ?| array[w.key, 'data-' || w.key])
                 and (w.exact is null
                      or coalesce(m.element -> 'data' ->> w.key, m.element -> 'data' ->> ('data-' || w.key)) = w.exact))""";

    /** Name of the event that is a conversion on every site. */
    public static final String PURCHASE = "purchase";

    private WantedSql() {}
}
