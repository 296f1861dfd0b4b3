package io.lastseen.engagement;

/** Where a leaving document goes, as far as the browser told. */
public enum ExitKind {
    /** The tab closes. */
    CLOSE,
    /** Another page of the site, or a reload. */
    SAME_SITE,
    /** Another site. */
    OTHER_SITE,
    /** A payment provider. */
    PAYMENT,
    /** It said goodbye, but not where to. */
    UNKNOWN,
    /** It said nothing: its channel dropped. */
    DROP
}
