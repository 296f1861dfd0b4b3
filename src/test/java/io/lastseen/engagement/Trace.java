package io.lastseen.engagement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A labelled trace: what arrived when, and apart from it the truth. Times are ms since the trace's epoch.
 *
 * @param arrivals in the order of their arrival, as the recorder's wire signals and the service's own testimony
 * @param downs    when the service did not run
 */
record Trace(String id, Instant epoch, long horizon, List<Evidence> arrivals, List<Down> downs, List<Truth> truth) {

    record Down(long from, long to) { }

    record Truth(long start, long end, String reason, List<String> alsoAccepted, long toleranceMs) {
        boolean accepts(String reason) {
            return this.reason.equals(reason) || alsoAccepted.contains(reason);
        }
    }

    /** @return ms since the trace's epoch */
    long since(Instant instant) {
        return Duration.between(epoch, instant).toMillis();
    }

    static List<Trace> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(Trace::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Trace read(Path file) {
        try {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            Instant epoch = Instant.parse(json.get("epoch").asText());
            List<Down> downs = new ArrayList<>();
            json.path("env").forEach(env -> {
                if (env.path("k").asText().equals("server.down")) {
                    downs.add(new Down(env.get("t").asLong(), env.get("to").asLong()));
                }
            });
            List<Truth> truth = new ArrayList<>();
            json.path("truth").path("sessions").forEach(session -> {
                List<String> also = new ArrayList<>();
                session.path("alsoAccepted").forEach(reason -> also.add(reason.asText()));
                truth.add(new Truth(session.get("start").asLong(), session.get("end").asLong(), session.get("reason").asText(), also,
                    session.get("tolMs").asLong()));
            });
            return new Trace(json.get("id").asText(), epoch, json.get("horizon").asLong(), new Wire(epoch, downs).arrivals(json.get("signals")),
                downs, truth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says a trace's signals as docs/wire-format.md says them. */
    private static final class Wire {
        /** Sealed at most 5 s after the event and not sent at once: kept over a time offline, as the frame's age and flag tell. */
        private static final long KEPT_MS = 30_000;
        private final Instant epoch;
        private final List<Down> downs;
        private final Map<String, Integer> channels = new HashMap<>();
        private final Map<String, String> tabs = new HashMap<>();
        private final Map<String, String> documents = new HashMap<>();

        Wire(Instant epoch, List<Down> downs) {
            this.epoch = epoch;
            this.downs = downs;
        }

        List<Evidence> arrivals(JsonNode signals) {
            List<JsonNode> arrived = new ArrayList<>();
            signals.forEach(signal -> {
                documents.putIfAbsent(signal.path("page").asText(), document(signal));
                if (signal.hasNonNull("ss")) {
                    tabs.putIfAbsent(document(signal), signal.get("ss").asText());
                }
                if (signal.hasNonNull("rx")) {
                    arrived.add(signal);
                }
            });
            arrived.sort(Comparator.comparingLong(signal -> signal.get("rx").asLong()));
            List<Evidence> evidence = new ArrayList<>();
            arrived.forEach(signal -> evidence(signal).ifPresent(evidence::add));
            return evidence;
        }

        private static String document(JsonNode signal) {
            return signal.path("v").asText("v") + "-" + signal.path("page").asText();
        }

        private Optional<Evidence> evidence(JsonNode signal) {
            long rx = signal.get("rx").asLong();
            String document = document(signal);
            String kind = signal.get("k").asText();
            Instant received = epoch.plusMillis(rx);
            String visitor = signal.path("v").asText("v");
            String tab = tabs.getOrDefault(document, signal.path("tab").asText());
            if (kind.startsWith("chan.")) {
                long epochOfReplica = 1 + downs.stream().filter(down -> rx >= down.to()).count();
                int channel = kind.equals("chan.open") ? channels.merge(document, 1, Integer::sum) : channels.getOrDefault(document, 1);
                Map<String, Object> body = new HashMap<>(Map.of("replica", "r1", "epoch", epochOfReplica));
                signal.path("how").asText("").lines().forEach(how -> body.put("how", how));
                long n = kind.equals("chan.open") ? -2L * channel : -2L * channel - 1;
                return Signals.read(kind, body).map(read -> new Evidence(visitor, tab, document, n, received, received, true, read));
            }
            Instant at = epoch.plusMillis(signal.path("ct").asLong(signal.get("t").asLong()));
            boolean live = rx - signal.get("t").asLong() <= KEPT_MS;
            return Signals.read(wireKind(kind), body(signal, kind, document))
                .map(read -> new Evidence(visitor, tab, document, signal.get("n").asLong(), at, received, live, read));
        }

        private static String wireKind(String kind) {
            return switch (kind) {
                case "route" -> "view";
                case "report.crash" -> "crash";
                default -> kind;
            };
        }

        private Map<String, Object> body(JsonNode signal, String kind, String document) {
            Map<String, Object> body = new HashMap<>();
            signal.properties().forEach(field -> {
                JsonNode value = field.getValue();
                body.put(field.getKey(), value.isBoolean() ? (Object) value.asBoolean() : value.isNumber() ? (Object) value.asLong() : value.asText());
            });
            body.keySet().removeAll(List.of("t", "ct", "rx", "k", "n", "v", "tab", "ss", "page", "dupOf", "nochan", "ua"));
            body.replaceAll((name, value) -> value.equals("cross") ? "other" : value.equals("wheel") ? "scroll" : value.equals("window") ? "open" : value);
            List.of("prev", "opener").forEach(name -> body.computeIfPresent(name, (field, page) -> documents.getOrDefault(page, page.toString())));
            if (kind.equals("pagehide")) {
                body.replace("swap", "reload", "same");
            } else if (kind.equals("route")) {
                body.put("how", "route");
            } else if (kind.equals("report.crash")) {
                body.put("document", document);
            }
            return body;
        }
    }
}
