package io.lastseen.recording.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoreOpeningTest {

    @TempDir
    Path folder;

    /** A store whose owner has switched versioning on for every bucket. */
    private final class Versioned extends ForwardingBlobStore {

        Versioned() {
            super(new FilesystemNio2BlobStore(folder.toString()));
        }

        @Override
        public boolean supportsVersioning() {
            return true;
        }

        @Override
        public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
            return GetBucketVersioningResponse.builder().status(BucketVersioningStatus.ENABLED).build();
        }
    }

    private record Settings(URI endpoint, String region, String bucket, String accessKey, String secretKey, Duration timeout,
            int connections) implements ObjectStoreSettings {
    }

    @Test
    void a_bucket_that_keeps_versions_is_refused() throws Exception {
        S3Proxy proxy = S3Proxy.builder().blobStore(new Versioned()).endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret").ignoreUnknownHeaders(true).build();
        proxy.start();
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
            var settings = new Settings(endpoint, "us-east-1", "kept", "key", "secret", Duration.ofSeconds(10), 4);

            assertThatThrownBy(() -> StoreOpening.open(settings)).isInstanceOf(StoreUnusable.class)
                    .hasMessageContaining("keeps versions").hasMessageContaining("lastseen.objects.bucket");
        } finally {
            proxy.stop();
        }
    }
}
