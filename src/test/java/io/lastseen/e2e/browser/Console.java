package io.lastseen.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every line that would stand in the tab's console: what the page logs, uncaught errors, and the browser's own lines. */
public final class Console {
    public record Line(String level, String text, String url) {
    }

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    void on(CdpConnection.Event event) {
        JsonNode params = event.params();
        switch (event.method()) {
            case "Runtime.consoleAPICalled" -> lines.add(new Line(params.path("type").asText(), arguments(params),
                    params.at("/stackTrace/callFrames/0/url").asText()));
            case "Runtime.exceptionThrown" -> lines.add(new Line("exception",
                    params.at("/exceptionDetails/exception/description").asText(params.toString()),
                    params.at("/exceptionDetails/url").asText()));
            case "Log.entryAdded" -> lines.add(new Line(params.at("/entry/level").asText(),
                    params.at("/entry/text").asText(), params.at("/entry/url").asText()));
            default -> { }
        }
    }

    private static String arguments(JsonNode params) {
        StringBuilder text = new StringBuilder();
        params.path("args").forEach(arg -> text.append(arg.path("value").asText(arg.path("description").asText())).append(' '));
        return text.toString().strip();
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }
}
