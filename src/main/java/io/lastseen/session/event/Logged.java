package io.lastseen.session.event;

/**
 * An event in its place.
 *
 * @param position grows, with gaps; who has seen it has seen, or can ask for, all before it
 * @param json     the event as it is told
 */
public record Logged(long position, String site, String id, String type, String json) {
}
