package io.lastseen.session.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Makes one attempt. */
@ApplicationScoped
class WebhookSender {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int TO_ONE_HOST = 8;
    private final OkHttpClient http;
    private final Duration timeout;
    private final boolean allowPrivate;
    private final Clock clock;

    WebhookSender(WebhookSettings settings, Clock clock) {
        this.timeout = settings.timeout();
        this.allowPrivate = settings.allowPrivate();
        this.clock = clock;
        OkHttpClient.Builder client = new OkHttpClient.Builder().protocols(List.of(Protocol.HTTP_1_1)).proxy(Proxy.NO_PROXY)
            .followRedirects(false).followSslRedirects(false)
            .connectTimeout(timeout).callTimeout(timeout).readTimeout(timeout).writeTimeout(timeout);
        this.http = (allowPrivate ? client : client.socketFactory(new CheckedSockets())).build();
        this.http.dispatcher().setMaxRequestsPerHost(TO_ONE_HOST);
    }

    /** Made at start-up, so that a setting without sense is known then. */
    void start(@Observes StartupEvent starting, WebhookSettings settings) {
        settings.check();
    }

    void stop(@Observes ShutdownEvent ending) {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /**
     * What came of an attempt.
     *
     * @param error one sentence; empty where it was delivered
     */
    record Attempt(Optional<Integer> status, Optional<String> error) {
        boolean delivered() {
            return error.isEmpty();
        }
    }

    /** Never fails: whatever goes wrong is the attempt's error. */
    Uni<Attempt> post(String url, String secret, String eventId, String body) {
        Request request = new Request.Builder().url(url).post(RequestBody.create(body, JSON))
            .header("User-Agent", "Lastseen").header("Lastseen-Event-Id", eventId)
            .header("Lastseen-Signature", Signature.of(secret, clock.instant().getEpochSecond(), body)).build();
        return Uni.createFrom().emitter(emitter -> http.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    emitter.complete(answered(response.code()));
                }
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                emitter.complete(new Attempt(Optional.empty(), Optional.of(words(failure))));
            }
        }));
    }

    private static Attempt answered(int status) {
        if (status >= 200 && status < 300) {
            return new Attempt(Optional.of(status), Optional.empty());
        }
        return new Attempt(Optional.of(status), Optional.of(status >= 300 && status < 400
            ? "It answered with a redirect, which is not followed: give the address itself." : "It answered " + status + "; any 2xx counts as delivered."));
    }

    private String words(IOException failure) {
        if (failure instanceof CheckedSockets.Refused) {
            return failure.getMessage();
        } else if (failure instanceof UnknownHostException) {
            return "The host's name cannot be resolved.";
        } else if (failure instanceof ConnectException) {
            return "Nothing accepts connections there.";
        } else if (failure instanceof SSLException) {
            return "No secure connection: " + failure.getMessage();
        }
        return failure instanceof java.io.InterruptedIOException ? "No answer within " + timeout.toMillis() + " ms." : "The connection broke: " + failure.getMessage();
    }

    /** What is wrong with an address, as far as it can be told without a look-up; empty where nothing is. */
    Optional<String> objection(String address) {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null || address.length() > 2_000) {
            return Optional.of("is no address such as https://shop.example/lastseen");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            return Optional.of("holds a user name or password; deliveries are signed instead");
        }
        return !allowPrivate && isOfHere(url.host())
            ? Optional.of("lies in a private network or on this machine; lastseen.webhook.allow-private=true allows it") : Optional.empty();
    }

    /** A number is looked at; names only once they are resolved. */
    private static boolean isOfHere(String host) {
        if (!host.contains(":") && !host.matches("[0-9.]+")) {
            return host.equals("localhost") || host.endsWith(".localhost");
        }
        try {
            return !PublicAddress.is(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
