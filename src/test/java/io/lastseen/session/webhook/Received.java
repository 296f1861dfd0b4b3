package io.lastseen.session.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/** A shop's own HTTP server, which keeps what is posted to it. */
final class Received implements AutoCloseable {
    /** @param status that it was answered with */
    record Post(String path, String id, String signature, String contentType, String body, int status) {
    }

    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile IntUnaryOperator status = number -> 204;

    private Received(HttpServer server) {
        this.server = server;
    }

    static Received listening() throws IOException {
        Received received = new Received(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        received.server.createContext("/", received::take);
        received.server.start();
        return received;
    }

    /** @param status by the number of the post, from 1 */
    void answering(IntUnaryOperator status) {
        this.status = status;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Post> posts() {
        return posts;
    }

    Post await(Predicate<Post> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            for (Post post : posts) {
                if (wanted.test(post)) {
                    return post;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Not posted within 30 s; posted were " + posts);
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int answer = status.applyAsInt(posts.size() + 1);
        if (answer / 100 == 3) {
            exchange.getResponseHeaders().set("Location", url("/elsewhere"));
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
        posts.add(new Post(exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Lastseen-Event-Id"),
            exchange.getRequestHeaders().getFirst("Lastseen-Signature"), exchange.getRequestHeaders().getFirst("Content-Type"), body, answer));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
