package io.lastseen.recording.store;

import io.minio.MinioAsyncClient;
import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import okhttp3.OkHttpClient;

/** From settings to a store that can be relied on. */
public final class StoreOpening {

    private StoreOpening() {
    }

    /**
     * Connects and checks; blocks for a few requests, so it is for the start only.
     *
     * @throws StoreUnusable with one sentence for the operator
     */
    public static ObjectStore open(ObjectStoreSettings settings) {
        OkHttpClient http = StoreHttp.client(settings.connections(), settings.timeout());
        try {
            MinioAsyncClient client = MinioAsyncClient.builder()
                    .endpoint(settings.endpoint().toString())
                    .region(settings.region())
                    .credentials(settings.accessKey(), settings.secretKey())
                    .httpClient(http)
                    .build();
            StoreProbe probe = new StoreProbe(client, settings);
            probe.bucket();
            probe.versioning();
            return new S3ObjectStore(client, settings.bucket(),
                    new Upload(http, client, settings, probe.conditionalPut()), http.dispatcher().executorService());
        } catch (StoreUnusable e) {
            throw e;
        } catch (Exception e) {
            throw new StoreUnusable(sentence(settings, e));
        }
    }

    private static String sentence(ObjectStoreSettings settings, Exception failure) {
        String store = "The object store at " + settings.endpoint();
        if (failure instanceof ErrorResponseException error) {
            if (error.response().code() == 403) {
                return store + " refuses access to bucket " + settings.bucket()
                        + ": correct lastseen.objects.access-key and lastseen.objects.secret-key, or allow that key the bucket.";
            }
            return store + " answers " + error.errorResponse().code()
                    + ": correct lastseen.objects.region and lastseen.objects.bucket.";
        }
        if (failure instanceof ConnectException || failure instanceof UnknownHostException
                || failure instanceof InterruptedIOException) {
            return store + " cannot be reached: start it, or correct lastseen.objects.endpoint.";
        }
        if (failure instanceof IllegalArgumentException) {
            return "The settings lastseen.objects.* are not valid (" + failure.getMessage()
                    + "): see docs/settings.md.";
        }
        return store + (failure instanceof IOException ? " breaks off" : " answers nothing of S3")
                + " (" + failure.getMessage() + "): correct lastseen.objects.endpoint.";
    }
}
