package io.lastseen.recording.erasure;

import java.util.List;

/**
 * What is to be erased.
 *
 * @param kind     session, visitor, retention or demo
 * @param named    id of the session or visitor; empty for retention and demo
 * @param sessions by id; for a visitor all that are found once it is locked
 * @param visitors all ids of the person, where a visitor is erased; else none
 * @param locked   visitors whose decisions have to wait
 */
record ErasureSubject(String site, String kind, String named, List<String> sessions, List<String> visitors, List<String> locked) {

    ErasureSubject {
        sessions = List.copyOf(sessions);
        visitors = List.copyOf(visitors);
        locked = List.copyOf(locked);
    }
}
