package io.lastseen.metrics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Goals, oldest first. */
@Schema(name = "GoalList")
record GoalList(List<Goal> items) {}
