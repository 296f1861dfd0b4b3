/** What a request says of who sent it. Addresses are asked for their country here, and go no further. */
package io.lastseen.ingest.caller;
