/** Sites, their write keys, allowed origins and settings, and why something of theirs was not recorded. */
package io.lastseen.site;
