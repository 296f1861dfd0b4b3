package io.lastseen.recording.store;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract against Ceph's gateway, a second implementation of S3. Not part of the test run, because it needs Debian's
 * packages {@code ceph-mon}, {@code ceph-osd} and {@code radosgw}: {@code mvn -q -Dexec.skip=true -DskipNpmTests -Dtest=CephStoreCheck test}.
 */
class CephStoreCheck extends ObjectStoreContract {
    private static CephCluster ceph;
    private static ObjectStore store;

    private record Settings(URI endpoint, String region, String bucket, String accessKey, String secretKey, Duration timeout,
            int connections) implements ObjectStoreSettings {
    }

    @BeforeAll
    static void start() throws Exception {
        // Its sockets' paths must be short.
        Path folder = Files.createTempDirectory("ceph");
        ceph = new CephCluster(folder);
        store = StoreOpening.open(new Settings(ceph.endpoint(), "us-east-1", "lastseen", CephCluster.ACCESS_KEY, CephCluster.SECRET_KEY,
                Duration.ofSeconds(30), 64));
    }

    @AfterAll
    static void stop() throws Exception {
        if (ceph != null) {
            ceph.close();
        }
    }

    @Override
    ObjectStore store() {
        return store;
    }
}
