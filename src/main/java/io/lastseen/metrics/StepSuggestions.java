package io.lastseen.metrics;

import java.util.List;

/** Most frequent first, of the last 30 days. */
record StepSuggestions(List<StepSuggestion> items) {}
