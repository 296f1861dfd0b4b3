package io.lastseen.embedded;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * s3proxy's file system store renames atomically but never forces anything to the disk. Here an answer means that the bytes,
 * the name and every folder above it are on the disk, and no list shows an object that is not whole.
 */
final class DurableBlobStore extends ForwardingBlobStore {
    private static final int MOST_KEYS = 1_000;
    private final Path root;
    private final DurableFolders folders;
    private final FolderNames names;

    DurableBlobStore(BlobStore files, Path root) {
        super(files);
        this.root = root;
        this.folders = new DurableFolders(root);
        this.names = new FolderNames(Clock.systemUTC());
    }

    @Override
    public CreateBucketResponse createContainer(CreateBucketRequest request) {
        CreateBucketResponse made = super.createContainer(request);
        Disk.force(root);
        return made;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream bytes) {
        refuseUnfinished(request.key());
        long removals = folders.removals();
        PutObjectResponse put = super.putBlob(request, bytes);
        force(request.bucket(), request.key(), removals);
        return put;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        refuseUnfinished(request.destinationKey());
        long removals = folders.removals();
        CopyObjectResponse copied = super.copyBlob(request);
        force(request.destinationBucket(), request.destinationKey(), removals);
        return copied;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
            CompleteMultipartUploadRequest request) {
        refuseUnfinished(request.key());
        long removals = folders.removals();
        CompleteMultipartUploadResponse completed = super.completeMultipartUpload(upload, request);
        force(request.bucket(), request.key(), removals);
        return completed;
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        folders.removing();
        try {
            DeleteObjectResponse removed = super.removeBlob(request);
            folders.forceGone(root.resolve(request.bucket()).resolve(request.key()));
            return removed;
        } finally {
            folders.removing();
        }
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        if (request.delimiter() != null && !request.delimiter().isEmpty()) {
            ListObjectsV2Response all = super.list(request);
            return all.toBuilder().contents(all.contents().stream().filter(object -> !Unfinished.is(object.key())).toList()).build();
        }
        String after = request.continuationToken() != null ? request.continuationToken() : request.startAfter();
        OrderedListing page = OrderedListing.of(names, root.resolve(request.bucket()), Objects.requireNonNullElse(request.prefix(), ""),
                Objects.requireNonNullElse(after, ""), Objects.requireNonNullElse(request.maxKeys(), MOST_KEYS));
        return ListObjectsV2Response.builder().contents(page.objects()).isTruncated(page.more())
                .nextContinuationToken(page.more() ? page.objects().get(page.objects().size() - 1).key() : null).build();
    }

    private void refuseUnfinished(String key) {
        if (Unfinished.is(key)) {
            throw new IllegalArgumentException("names of objects here must not end with a hyphen and a UUID: " + key);
        }
    }

    private void force(String bucket, String key, long removals) {
        Path file = root.resolve(bucket).resolve(key);
        folders.force(file, removals);
        names.written(root.resolve(bucket), file);
    }
}
