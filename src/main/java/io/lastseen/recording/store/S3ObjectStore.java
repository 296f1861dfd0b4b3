package io.lastseen.recording.store;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.messages.Item;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** MinIO's asynchronous client. Answers come back on the Vert.x context they were asked for from, where there was one. */
final class S3ObjectStore implements ObjectStore {

    private static final int MOST_REPEATS = 3;

    private final MinioAsyncClient client;
    private final String bucket;
    private final Upload upload;
    private final Executor blocking;

    /** @param blocking runs the reading of answers, which waits for the network */
    S3ObjectStore(MinioAsyncClient client, String bucket, Upload upload, Executor blocking) {
        this.client = client;
        this.bucket = bucket;
        this.upload = upload;
        this.blocking = blocking;
    }

    @Override
    public Uni<Void> put(ObjectName name, List<Buffer> content) {
        Uni<Void> once = asked(name, () -> upload.begin(name, content));
        return here(once.onFailure(StoreException.Unavailable.class)
                .recoverWithUni(() -> again(name, content, once)));
    }

    /** To repeat it changes nothing. */
    @Override
    public Uni<Void> replace(ObjectName name, List<Buffer> content) {
        return here(asked(name, () -> upload.replace(name, content))
                .onFailure(StoreException.Unavailable.class)
                .retry().withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1)).atMost(MOST_REPEATS));
    }

    /** The first attempt may have succeeded with its answer lost. */
    private Uni<Void> again(ObjectName name, List<Buffer> content, Uni<Void> once) {
        return once.onFailure(StoreException.Unavailable.class)
                .retry().withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1)).atMost(MOST_REPEATS)
                .onFailure(StoreException.NameTaken.class)
                .recoverWithUni(taken -> holds(name, content).chain(same ->
                        same ? Uni.createFrom().voidItem() : Uni.createFrom().failure(taken)));
    }

    private Uni<Boolean> holds(ObjectName name, List<Buffer> content) {
        Buffer wanted = Buffer.buffer();
        content.forEach(wanted::appendBuffer);
        return stat(name).chain(stored -> stored.length() != wanted.length()
                ? Uni.createFrom().item(false)
                : wanted.length() == 0 ? Uni.createFrom().item(true)
                : get(name, 0, wanted.length()).map(wanted::equals));
    }

    @Override
    public Uni<Buffer> get(ObjectName name, long offset, int length) {
        if (length == 0) {
            return Uni.createFrom().item(Buffer.buffer()); // no range says so
        }
        return here(asked(name, () -> client.getObject(GetObjectArgs.builder().bucket(bucket).object(name.value())
                .offset(offset).length((long) length).build())
                .thenApplyAsync(answer -> read(name, answer, length), blocking)));
    }

    private static Buffer read(ObjectName name, InputStream answer, int length) {
        try (answer) {
            byte[] bytes = answer.readNBytes(length);
            if (bytes.length < length) {
                throw new StoreException.NoSuchObject(name);
            }
            return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
        } catch (IOException e) {
            throw new StoreException.Unavailable(e);
        }
    }

    @Override
    public Uni<StoredObject> stat(ObjectName name) {
        return here(asked(name, () -> client.statObject(StatObjectArgs.builder().bucket(bucket).object(name.value()).build())
                .thenApply(found -> new StoredObject(name, found.size(), found.lastModified().toInstant()))));
    }

    @Override
    public Uni<List<StoredObject>> list(String prefix, Optional<ObjectName> after, int limit) {
        ListObjectsArgs.Builder args = ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true)
                .maxKeys(Math.min(limit, 1000));
        after.ifPresent(name -> args.startAfter(name.value()));
        return here(Uni.createFrom().item(() -> listed(client.listObjects(args.build()), limit))
                .runSubscriptionOn(blocking)
                .onFailure().transform(StoreException.Unavailable::new));
    }

    private static List<StoredObject> listed(Iterable<Result<Item>> results, int limit) {
        List<StoredObject> objects = new ArrayList<>();
        for (Result<Item> result : results) {
            if (objects.size() == limit) {
                break;
            }
            try {
                Item item = result.get();
                objects.add(new StoredObject(new ObjectName(item.objectName()), item.size(), item.lastModified().toInstant()));
            } catch (IllegalArgumentException foreign) {
                // not an object of ours: its name could never have been written by us
            } catch (Exception e) {
                throw new StoreException.Unavailable(e);
            }
        }
        return objects;
    }

    @Override
    public Uni<Void> remove(ObjectName name) {
        return here(asked(name, () -> client.removeObject(
                RemoveObjectArgs.builder().bucket(bucket).object(name.value()).build())));
    }

    private interface Call<T> {
        CompletableFuture<T> begin() throws Exception;
    }

    /** Who does not wait any more cancels the waiting only: an answer that nobody read would keep its connection. */
    private static <T> Uni<T> asked(ObjectName name, Call<T> call) {
        return Uni.createFrom().completionStage(() -> {
            try {
                return call.begin().copy();
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        }).onFailure().transform(failure -> Failures.of(name, failure));
    }

    private static <T> Uni<T> here(Uni<T> answer) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null ? answer : answer.emitOn(work -> context.runOnContext(nothing -> work.run()));
        });
    }
}
