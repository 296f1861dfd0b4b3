/** Visitors, documents, sessions and views in PostgreSQL; the decision loop that alone writes them; the sessions API. */
package io.lastseen.session;
