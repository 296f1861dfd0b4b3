package io.lastseen.recording.store;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioAsyncClient;
import io.minio.Signer;
import io.minio.Time;
import io.minio.http.Method;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * Puts one object. MinIO's client copies what it puts and, without TLS, hashes it with SHA-256, which a store without TLS hashes
 * once more: together a third of what an acknowledgement costs. So the request is signed as over TLS, without its payload,
 * and carries CRC32C instead, which stores that know it compare (AWS, MinIO, Ceph, the embedded one) and others pass over.
 */
final class Upload {

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final OkHttpClient http;
    private final ObjectStoreSettings settings;
    private final HttpUrl bucket;
    private final boolean conditional;

    /** @param conditional asks the store to refuse a name that is taken */
    Upload(OkHttpClient http, MinioAsyncClient client, ObjectStoreSettings settings, boolean conditional) throws Exception {
        this.http = http;
        this.settings = settings;
        this.conditional = conditional;
        // The client knows where a bucket is addressed: in the path, or in the host's name.
        this.bucket = HttpUrl.get(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder().method(Method.PUT)
                .bucket(settings.bucket()).object("any").build())).newBuilder().query(null).build().resolve(".");
    }

    CompletableFuture<Void> begin(ObjectName name, List<Buffer> content) {
        return begin(name, content, conditional);
    }

    /** Whatever the name holds. */
    CompletableFuture<Void> replace(ObjectName name, List<Buffer> content) {
        return begin(name, content, false);
    }

    private CompletableFuture<Void> begin(ObjectName name, List<Buffer> content, boolean fresh) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        http.newCall(request(name, content, fresh)).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    Failures.ofPut(name, response).ifPresentOrElse(stored::completeExceptionally, () -> stored.complete(null));
                }
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                stored.completeExceptionally(failure);
            }
        });
        return stored;
    }

    private Request request(ObjectName name, List<Buffer> content, boolean fresh) {
        HttpUrl url = bucket.newBuilder().addPathSegments(name.value()).build();
        Request.Builder request = new Request.Builder().url(url)
                .header("Host", url.port() == HttpUrl.defaultPort(url.scheme()) ? url.host() : url.host() + ":" + url.port())
                .header("x-amz-date", ZonedDateTime.now(Time.UTC).format(Time.AMZ_DATE_FORMAT))
                .header("x-amz-content-sha256", UNSIGNED)
                .header("x-amz-checksum-crc32c", crc32c(content))
                .put(new Parts(content));
        if (fresh) {
            request.header("If-None-Match", "*");
        }
        try {
            return Signer.signV4S3(request.build(), settings.region(), settings.accessKey(), settings.secretKey(), UNSIGNED);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has HMAC-SHA256", e);
        }
    }

    private static String crc32c(List<Buffer> content) {
        CRC32C crc = new CRC32C();
        content.forEach(part -> crc.update(part.getByteBuf().nioBuffer()));
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static final class Parts extends RequestBody {
        private final List<Buffer> content;

        private Parts(List<Buffer> content) {
            this.content = content;
        }

        @Override
        public MediaType contentType() {
            return BYTES;
        }

        @Override
        public long contentLength() {
            return content.stream().mapToLong(Buffer::length).sum();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            for (Buffer part : content) {
                sink.write(part.getByteBuf().nioBuffer());
            }
        }
    }
}
