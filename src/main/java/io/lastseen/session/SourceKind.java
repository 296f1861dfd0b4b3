package io.lastseen.session;

/** What a source is; {@code REFERRAL} is any other. */
enum SourceKind {
    SEARCH,
    SOCIAL,
    VIDEO,
    SHOPPING,
    ASSISTANT,
    MAIL,
    REFERRAL
}
