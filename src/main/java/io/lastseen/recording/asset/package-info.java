/** What recorded pages showed: images and fonts, kept once per site and content, and gone when nothing refers to them. */
package io.lastseen.recording.asset;
