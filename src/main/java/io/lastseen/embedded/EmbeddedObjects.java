package io.lastseen.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 endpoint in this process, on loopback with a generated key, whose objects are files below one folder. */
public final class EmbeddedObjects implements AutoCloseable {

    private static final String ACCESS_KEY = "lastseen";
    /** The largest object is a session's archive; a signed put is verified in memory up to this, in bytes. */
    private static final long LARGEST_PUT = 512L << 20;

    private final S3Proxy proxy;
    private final ObjectsAddress address;

    private EmbeddedObjects(S3Proxy proxy, ObjectsAddress address) {
        this.proxy = proxy;
        this.address = address;
    }

    public static EmbeddedObjects start(DataFolder folder) {
        Path root = folder.resolve("objects");
        String secret = Secret.in(folder.resolve("objects.secret"));
        int port = FreePort.remembered(folder.resolve("objects.port"));
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        try {
            Files.createDirectories(root);
            Disk.force(folder.path());
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(new DurableBlobStore(new FilesystemNio2BlobStore(root.toString()), root))
                    .endpoint(endpoint)
                    .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, secret)
                    .v4MaxNonChunkedRequestSize(LARGEST_PUT)
                    .ignoreUnknownHeaders(true)
                    .stopTimeout(5_000)
                    .build();
            proxy.start();
            sweepInBackground(root);
            return new EmbeddedObjects(proxy, new ObjectsAddress(endpoint, "us-east-1", ACCESS_KEY, secret));
        } catch (IOException e) {
            throw new EmbeddedFailure("The folder " + root + " cannot be written: make the data folder writable.", e);
        } catch (Exception e) {
            throw new EmbeddedFailure("The embedded object store does not start (" + e.getMessage()
                    + "): set lastseen.objects.endpoint to an S3 store, or free a port on the loopback interface.", e);
        }
    }

    private static void sweepInBackground(Path root) {
        Instant start = Instant.now();
        Thread sweeper = new Thread(() -> Unfinished.sweep(root, start), "lastseen-objects-sweep");
        sweeper.setDaemon(true);
        sweeper.start();
    }

    public ObjectsAddress address() {
        return address;
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            // every answered put is on the disk; nothing is lost with the listener
        }
    }
}
