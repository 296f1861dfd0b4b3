package io.lastseen.recording.asset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** All that a session's recording shows, in the form of every list. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeptAssets(List<KeptAsset> items, String next) {
}
