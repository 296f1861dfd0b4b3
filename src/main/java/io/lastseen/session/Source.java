package io.lastseen.session;

/** Somebody visits come from. */
record Source(String name, SourceKind kind) {}
