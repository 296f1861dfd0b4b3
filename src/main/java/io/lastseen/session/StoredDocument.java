package io.lastseen.session;

/** A document as the doors stored it. {@code originMs} is client clock, Unix milliseconds. */
record StoredDocument(String id, String visitor, String tab, long originMs, String agent) {
}
