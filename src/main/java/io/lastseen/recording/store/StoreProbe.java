package io.lastseen.recording.store;

import io.minio.BucketExistsArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.VersioningConfiguration;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What must be known of a store before it is used: the bucket is there, keeps no versions, and how it takes conditional puts. */
final class StoreProbe {

    private static final byte[] CONTENT = {'?'};

    private final MinioAsyncClient client;
    private final ObjectStoreSettings settings;

    StoreProbe(MinioAsyncClient client, ObjectStoreSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Makes the bucket where it is missing. Blocks; for the start only. */
    void bucket() throws Exception {
        String bucket = settings.bucket();
        if (answer(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))) {
            return;
        }
        try {
            answer(client.makeBucket(MakeBucketArgs.builder().bucket(bucket).region(settings.region()).build()));
        } catch (ErrorResponseException e) {
            // another replica that starts now may have made it
            if (!answer(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))) {
                throw e;
            }
        }
    }

    /** Bucket versioning keeps what was removed, and an erasure would be a lie. */
    void versioning() throws Exception {
        VersioningConfiguration.Status status;
        try {
            status = answer(client.getBucketVersioning(
                    GetBucketVersioningArgs.builder().bucket(settings.bucket()).build())).status();
        } catch (ErrorResponseException e) {
            int code = e.response().code();
            if (code == 501 || code == 405 || code == 404) {
                return; // a store without versioning
            }
            throw e;
        }
        if (status != VersioningConfiguration.Status.OFF) {
            throw new StoreUnusable("The bucket " + settings.bucket() + " keeps versions of its objects, so nothing in it could"
                    + " ever be erased: set lastseen.objects.bucket to a bucket that never had versioning.");
        }
    }

    /** Whether a second put under a name is refused when asked for. */
    boolean conditionalPut() throws Exception {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String name = "probe/" + HexFormat.of().formatHex(random);
        try {
            put(name);
            put(name);
            return false;
        } catch (ErrorResponseException e) {
            int code = e.response().code();
            if (code == 403) {
                throw e;
            }
            return code == 412;
        } finally {
            answer(client.removeObject(RemoveObjectArgs.builder().bucket(settings.bucket()).object(name).build()));
        }
    }

    private void put(String name) throws Exception {
        answer(client.putObject(PutObjectArgs.builder().bucket(settings.bucket()).object(name)
                .stream(new ByteArrayInputStream(CONTENT), CONTENT.length, -1)
                .extraHeaders(Map.of("If-None-Match", "*")).build()));
    }

    private static <T> T answer(CompletableFuture<T> asked) throws Exception {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw Failures.bare(e) instanceof Exception cause ? cause : e;
        }
    }
}
