package io.lastseen.recording.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A put that was done and whose answer was lost. */
class LostAnswerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private S3Proxy proxy;
    private ObjectStore store;

    private final class Forgetful extends ForwardingBlobStore {

        Forgetful() {
            super(new FilesystemNio2BlobStore(folder.toString()));
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream bytes) {
            PutObjectResponse put = super.putBlob(request, bytes);
            if (answersToLose.getAndDecrement() > 0) {
                throw new IllegalStateException("the answer is lost");
            }
            return put;
        }
    }

    private record Settings(URI endpoint, String region, String bucket, String accessKey, String secretKey, Duration timeout,
            int connections) implements ObjectStoreSettings {
    }

    @BeforeEach
    void start() throws Exception {
        proxy = S3Proxy.builder().blobStore(new Forgetful()).endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret").ignoreUnknownHeaders(true).build();
        proxy.start();
        store = StoreOpening.open(new Settings(URI.create("http://127.0.0.1:" + proxy.getPort()), "us-east-1", "bucket", "key", "secret",
                Duration.ofSeconds(10), 4));
        answersToLose.set(0);
    }

    @AfterEach
    void stop() throws Exception {
        proxy.stop();
    }

    @Test
    void is_repeated_and_counts_as_done_where_the_object_holds_these_bytes() {
        answersToLose.set(1);

        store.put(new ObjectName("a"), "bytes".getBytes()).await().atMost(LIMIT);

        assertThat(store.get(new ObjectName("a"), 0, 5).await().atMost(LIMIT)).isEqualTo(Buffer.buffer("bytes"));
    }

    @Test
    void is_not_taken_for_somebody_elses_object_of_the_same_length() {
        store.put(new ObjectName("a"), "first".getBytes()).await().atMost(LIMIT);
        answersToLose.set(1);

        assertThatThrownBy(() -> store.put(new ObjectName("a"), "other".getBytes()).await().atMost(LIMIT))
                .isInstanceOf(StoreException.NameTaken.class);
    }
}
