package io.lastseen.session;

/** A document as the doors stored it. {@code originMs} is client clock, Unix milliseconds; texts are empty where nothing is known. */
record StoredDocument(String id, String visitor, String tab, long originMs, String agent, String country, String language) {
}
