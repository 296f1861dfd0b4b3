package io.lastseen.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The REST API, with the access token. */
public record Api(URI service, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).followRedirects(HttpClient.Redirect.NORMAL).build();

    public static Api of(ServiceProcess process) {
        return new Api(process.url(), process.token());
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return json(send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    public JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return write("POST", path, body);
    }

    public JsonNode patch(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return write("PATCH", path, body);
    }

    public JsonNode put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return write("PUT", path, body);
    }

    /** The status of the answer. */
    public int delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE().build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    }

    private JsonNode write(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return json(send(request(path).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build(),
                HttpResponse.BodyHandlers.ofByteArray()));
    }

    public String text(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The bytes from {@code from}, of the length given. */
    public byte[] range(String path, long from, long length) throws IOException, InterruptedException {
        return send(request(path).header("Range", "bytes=" + from + "-" + (from + length - 1)).GET().build(),
                HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    public List<JsonNode> items(String path) throws IOException, InterruptedException {
        return StreamSupport.stream(get(path).path("items").spliterator(), false).toList();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpResponse<T> response = HTTP.send(request, handler);
        if (response.statusCode() >= 300) {
            String body = response.body() instanceof byte[] bytes ? new String(bytes) : String.valueOf(response.body());
            throw new IllegalStateException(request.method() + " " + request.uri() + ": " + response.statusCode() + " " + body);
        }
        return response;
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }
}
