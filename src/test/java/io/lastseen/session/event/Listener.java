package io.lastseen.session.event;

import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Listens to the stream as a program does, line by line. */
final class Listener implements AutoCloseable {
    /** One block of the stream. @param comment without its colon; empty where there is none */
    record Heard(String id, String event, String data, String comment) {
        JsonPath json() {
            return new JsonPath(data);
        }

        /** Of an event. A path would be compiled for each one. */
        String session() {
            return new JsonObject(data).getJsonObject("session").getString("id");
        }
    }

    private final HttpResponse<java.io.InputStream> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private Listener(HttpResponse<java.io.InputStream> response) {
        this.response = response;
    }

    static Listener connect(URI stream, String token, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(stream).header("Authorization", "Bearer " + token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<java.io.InputStream> response = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
            .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        Listener listener = new Listener(response);
        Thread reading = new Thread(listener::read, "listener");
        reading.setDaemon(true);
        reading.start();
        return listener;
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<Heard> heard() {
        return heard;
    }

    Heard await(Predicate<Heard> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        int looked = 0;
        while (System.nanoTime() < deadline) {
            for (; looked < heard.size(); looked++) {
                if (wanted.test(heard.get(looked))) {
                    return heard.get(looked);
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Not heard within 30 s; heard " + heard);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String event = "";
            String data = "";
            String comment = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    heard.add(new Heard(id, event, data, comment));
                    id = event = data = comment = "";
                } else if (line.startsWith(":")) {
                    comment = line.substring(1).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data += line.substring(5).strip();
                }
            }
        } catch (IOException closed) {
            // the test hung up
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
