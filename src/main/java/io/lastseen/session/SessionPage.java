package io.lastseen.session;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SessionPage", description = "Newest first. next is the cursor of the following page; null on the last.")
public record SessionPage(List<SessionView> items, String next) {
}
