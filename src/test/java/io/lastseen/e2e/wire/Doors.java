package io.lastseen.e2e.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * The public doors of one replica, spoken to as a page of the given origin would.
 *
 * @param headers what a browser, or a proxy in front of the replica, sends besides
 */
public record Doors(URI service, String writeKey, String pageOrigin, Map<String, String> headers) {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    public Doors(URI service, String writeKey, String pageOrigin) {
        this(service, writeKey, pageOrigin, Map.of());
    }

    public HttpResponse<String> send(Frame frame) throws IOException, InterruptedException {
        return send(frame.bytes());
    }

    public HttpResponse<String> send(byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/i/c?k=" + writeKey))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "text/plain").header("Origin", pageOrigin);
        headers.forEach(request::header);
        return HTTP.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** @return the status */
    public int sendAssets(byte[] message) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/i/a?k=" + writeKey)).timeout(Duration.ofSeconds(30))
                .header("Content-Type", "text/plain").header("Origin", pageOrigin).POST(HttpRequest.BodyPublishers.ofByteArray(message)).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** What the site's owner has set, as the recorder asks for it. */
    public HttpResponse<String> options() throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(service.resolve("/i/o?k=" + writeKey)).timeout(Duration.ofSeconds(10))
                .header("Origin", pageOrigin).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    public Doors withKey(String other) {
        return new Doors(service, other, pageOrigin, headers);
    }

    public Doors fromOrigin(String other) {
        return new Doors(service, writeKey, other, headers);
    }

    public Doors with(Map<String, String> others) {
        return new Doors(service, writeKey, pageOrigin, others);
    }

    public Doors at(URI other) {
        return new Doors(other, writeKey, pageOrigin, headers);
    }
}
