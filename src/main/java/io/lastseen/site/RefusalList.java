package io.lastseen.site;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Refusals, newest first. {@code next} is always null: what is kept of a site fits one page. */
@Schema(name = "RefusalList")
record RefusalList(List<RefusalView> items, String next) {}
