package io.lastseen.wire;

import java.util.List;

/** What one document's recording refers to, as far as one message says it. */
public record AssetMessage(String document, List<AssetEntry> entries) {
}
