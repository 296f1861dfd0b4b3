package io.lastseen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.site.Sites;
import io.lastseen.wire.Frames;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Clients that hang up, hold back, or send too much. {@code -Dlastseen.resets=N} sets how many hang up right after sending. */
@QuarkusTest
@TestProfile(HostileClientsTest.Tight.class)
class HostileClientsTest {
    private static final int RESETS = Integer.getInteger("lastseen.resets", 500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource("/")
    URI service;
    @Inject
    Sites sites;
    @Inject
    Pool pool;
    @Inject
    Admission admission;
    private final String document = UUID.randomUUID().toString();

    public static class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("lastseen.doors.in-flight-bytes-per-site", "4194304", "lastseen.doors.body-deadline", "4s",
                "lastseen.doors.connections-per-address", "20");
        }
    }

    @Test
    void whoever_hangs_up_right_after_the_last_byte_is_stored() throws IOException {
        for (int i = 0; i < RESETS; i++) {
            // Ten from an address: the cap is on, and the service may be behind.
            try (Socket socket = connect("127.1." + i / 2_500 + "." + (1 + i / 10 % 250))) {
                socket.getOutputStream().write(request(chunk(i)));
                socket.setSoLinger(true, 0);
            }
        }
        await(() -> chunks() == RESETS);
    }

    @Test
    void beyond_the_bytes_in_flight_a_recorder_is_told_within_a_second_when_to_come_again() throws IOException {
        List<Socket> holding = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                Socket socket = connect("127.0.2.1");
                byte[] large = request(Frames.frame(1, 1, header(1_000 + i), new byte[2_090_000]));
                socket.getOutputStream().write(large, 0, large.length - 1);
                holding.add(socket);
            }
            byte[] another = Frames.frame(1, 1, header(1), new byte[40_000]);
            await(() -> !fits(another.length));
            long began = System.nanoTime();
            String answer = send("127.0.2.2", another);
            assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(1).toNanos());
            assertThat(answer).startsWith("HTTP/1.1 503").contains("Retry-After: 1").contains("Access-Control-Allow-Origin: *");
        } finally {
            for (Socket socket : holding) {
                socket.close();
            }
        }
        await(() -> sendUnchecked("127.0.2.2", chunk(2)).startsWith("HTTP/1.1 200"));
    }

    @Test
    void a_body_that_does_not_arrive_in_time_is_cut() throws IOException {
        try (Socket socket = connect("127.0.3.1")) {
            byte[] request = request(chunk(1));
            socket.getOutputStream().write(request, 0, request.length - 1);
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(chunks()).isZero();
    }

    @Test
    void one_address_holds_as_many_connections_as_is_set_and_gets_others_when_it_gives_some_back() throws IOException {
        List<Socket> holding = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = connect("127.0.4.1");
                assertThat(send(socket, chunk(i))).startsWith("HTTP/1.1 200");
                holding.add(socket);
            }
            assertThat(send("127.0.4.1", chunk(20))).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
            assertThat(send("127.0.4.2", chunk(21))).startsWith("HTTP/1.1 200");
            holding.remove(0).close();
            await(() -> sendUnchecked("127.0.4.1", chunk(22)).startsWith("HTTP/1.1 200"));
        } finally {
            for (Socket socket : holding) {
                socket.close();
            }
        }
    }

    private boolean fits(int bytes) {
        boolean fits = admission.reserve("demo", bytes);
        if (fits) {
            admission.release("demo", bytes);
        }
        return fits;
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", service.getPort()), 5_000);
        return socket;
    }

    private String sendUnchecked(String from, byte[] frame) {
        try {
            return send(from, frame);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String send(String from, byte[] frame) throws IOException {
        try (Socket socket = connect(from)) {
            return send(socket, frame);
        }
    }

    private String send(Socket socket, byte[] frame) throws IOException {
        socket.getOutputStream().write(request(frame));
        socket.setSoTimeout(10_000);
        byte[] answer = new byte[4_096];
        int length = socket.getInputStream().read(answer);
        return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
    }

    private byte[] request(byte[] frame) {
        byte[] head = ("POST /i/c?k=" + sites.byId("demo").orElseThrow().writeKey() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
            + "Content-Length: " + frame.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + frame.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(frame, 0, all, head.length, frame.length);
        return all;
    }

    private byte[] chunk(int sequence) {
        return Frames.frame(1, 1, header(sequence), Frames.PAYLOAD);
    }

    private String header(int sequence) {
        return Frames.HEADER.replace("document_documen", document).replace("\"s\":0", "\"s\":" + sequence);
    }

    private long chunks() {
        return pool.preparedQuery("select count(*) from chunk where document_id = $1").execute(Tuple.of(document))
            .await().atMost(PATIENCE).iterator().next().getLong(0);
    }

    private static void await(BooleanSupplier state) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
