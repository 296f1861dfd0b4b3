package io.lastseen.ingest;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectPutter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The least a store could do: a file, forced to the disk with its directory. What is slower than that, a store costs. */
record FileObjects(Path root) implements ObjectPutter {

    @Override
    public Uni<Void> put(ObjectName name, List<Buffer> content) {
        return Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultExecutor()).invoke(() -> write(root.resolve(name.value()), content));
    }

    private static void write(Path file, List<Buffer> content) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer[] all = content.stream().map(buffer -> buffer.getByteBuf().nioBuffer()).toArray(ByteBuffer[]::new);
                while (all[all.length - 1].hasRemaining()) {
                    out.write(all);
                }
                out.force(true);
            }
            try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
