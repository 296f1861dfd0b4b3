package io.lastseen.e2e.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One WebSocket to the browser, over which every tab is spoken to by its session (the protocol's "flat" mode). */
final class CdpConnection implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** What the browser tells unasked. */
    record Event(String session, String method, JsonNode params) {
    }

    interface Listener {
        void on(Event event);
    }

    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    CdpConnection(URI address) {
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(address, new Incoming()).join();
    }

    void listen(Listener listener) {
        listeners.add(listener);
    }

    /** To the browser itself. */
    JsonNode ask(String method, Map<String, ?> params) {
        return ask("", method, params);
    }

    /** @param session the tab's session, empty for the browser itself */
    JsonNode ask(String session, String method, Map<String, ?> params) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        send(message(id, session, method, params));
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(method + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(method + ": no answer within " + ANSWER, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + ": interrupted", e);
        } finally {
            waiting.remove(id);
        }
    }

    /** Without waiting for an answer, which a page or browser that ends by it does not give. */
    void tell(String session, String method, Map<String, ?> params) {
        send(message(ids.incrementAndGet(), session, method, params));
    }

    private static String message(long id, String session, String method, Map<String, ?> params) {
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(params));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        return message.toString();
    }

    /** A WebSocket of java.net.http takes one message at a time. */
    private synchronized void send(String text) {
        sending = sending.handle((ignored, failure) -> null).thenCompose(ignored -> socket.sendText(text, true));
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                dispatch(whole);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            fail(new IllegalStateException("the browser closed the connection"));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            fail(error);
        }
    }

    private void dispatch(String whole) {
        try {
            JsonNode message = JSON.readTree(whole);
            if (message.has("id")) {
                CompletableFuture<JsonNode> answer = waiting.get(message.get("id").asLong());
                if (answer != null && message.has("error")) {
                    answer.completeExceptionally(new IllegalStateException(message.get("error").toString()));
                } else if (answer != null) {
                    answer.complete(message.path("result"));
                }
            } else {
                Event event = new Event(message.path("sessionId").asText(""), message.path("method").asText(),
                        message.path("params"));
                listeners.forEach(listener -> listener.on(event));
            }
        } catch (JsonProcessingException e) {
            fail(e);
        }
    }

    private void fail(Throwable error) {
        waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }
}
