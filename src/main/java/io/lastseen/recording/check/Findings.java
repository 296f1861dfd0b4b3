package io.lastseen.recording.check;

import java.util.List;

/**
 * What was found of one object.
 *
 * @param lines one for each finding, for people; each begins with the object's name
 */
record Findings(StoreReport report, List<String> lines) {
}
