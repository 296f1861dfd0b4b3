package io.lastseen.session;

/** Two visitor ids of one site that a tab's lineage shows to be one person's. */
record Kinship(String site, String one, String other) {
}
