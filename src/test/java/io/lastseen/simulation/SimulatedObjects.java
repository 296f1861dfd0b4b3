package io.lastseen.simulation;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.recording.store.StoreException;
import io.lastseen.recording.store.StoredObject;
import io.lastseen.simulation.Faults.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An object store with conditional puts whose disk forgets what was not forced when it crashes. What it has answered is forced;
 * what it has not may be there or not.
 */
public final class SimulatedObjects {
    private static final Duration WAY = Duration.ofMillis(5);
    private static final Duration FORCING = Duration.ofMillis(8);
    private static final Duration LATE = Duration.ofSeconds(40);
    private final VirtualTime time;
    private final Random random;
    private final Faults faults;
    private final Map<String, Held> objects = new TreeMap<>();
    /** Removed, but the disk does not know yet. */
    private final Map<String, Held> removed = new TreeMap<>();
    /** Raised by every crash: requests of an earlier life are answered by nobody. */
    private int life;
    private boolean down;

    private record Held(Buffer bytes, Instant storedAt, boolean forced) {
    }

    public SimulatedObjects(VirtualTime time, Random random, Faults faults) {
        this.time = time;
        this.random = random;
        this.faults = faults;
    }

    /** Whatever was not forced is there afterwards, or it is not. */
    public void crash(Duration away) {
        life++;
        down = true;
        objects.values().removeIf(held -> !held.forced() && random.nextBoolean());
        removed.forEach((name, held) -> {
            if (random.nextBoolean()) {
                objects.putIfAbsent(name, held);
            }
        });
        removed.clear();
        objects.replaceAll((name, held) -> new Held(held.bytes(), held.storedAt(), true));
        time.after(away, () -> down = false);
    }

    /** All there is now, by name. */
    public Map<String, Buffer> contents() {
        Map<String, Buffer> contents = new TreeMap<>();
        objects.forEach((name, held) -> contents.put(name, held.bytes()));
        return contents;
    }

    /** The store as one process sees it. */
    public ObjectStore seenBy(Program program) {
        return new Client(program);
    }

    private final class Client implements ObjectStore {
        private final Program program;

        private Client(Program program) {
            this.program = program;
        }

        @Override
        public Uni<Void> put(ObjectName name, List<Buffer> content) {
            return asked(() -> {
                Buffer whole = Buffer.buffer();
                content.forEach(whole::appendBuffer);
                Held there = objects.get(name.value());
                if (there != null && !there.bytes().equals(whole)) {
                    throw new StoreException.NameTaken(name);
                }
                if (there == null) {
                    Trace.tell(time, () -> "put " + name);
                    objects.put(name.value(), new Held(whole, time.instant(), false));
                }
                return null;
            }, () -> objects.computeIfPresent(name.value(), (any, held) -> new Held(held.bytes(), held.storedAt(), true)));
        }

        @Override
        public Uni<Void> replace(ObjectName name, List<Buffer> content) {
            throw new UnsupportedOperationException("Only the lake replaces objects, and the simulation has none");
        }

        @Override
        public Uni<Buffer> get(ObjectName name, long offset, int length) {
            return asked(() -> {
                Held held = objects.get(name.value());
                if (held == null || offset + length > held.bytes().length()) {
                    throw new StoreException.NoSuchObject(name);
                }
                return held.bytes().getBuffer((int) offset, (int) offset + length);
            }, () -> { });
        }

        @Override
        public Uni<StoredObject> stat(ObjectName name) {
            return asked(() -> Optional.ofNullable(objects.get(name.value())).map(held -> stored(name.value(), held))
                .orElseThrow(() -> new StoreException.NoSuchObject(name)), () -> { });
        }

        @Override
        public Uni<List<StoredObject>> list(String prefix, Optional<ObjectName> after, int limit) {
            return asked(() -> {
                List<StoredObject> page = new ArrayList<>();
                objects.forEach((name, held) -> {
                    if (name.startsWith(prefix) && after.filter(last -> name.compareTo(last.value()) <= 0).isEmpty() && page.size() < limit) {
                        page.add(stored(name, held));
                    }
                });
                return page;
            }, () -> { });
        }

        @Override
        public Uni<Void> remove(ObjectName name) {
            return asked(() -> {
                Held gone = objects.remove(name.value());
                Trace.tell(time, () -> "remove " + name);
                if (gone != null) {
                    removed.put(name.value(), gone);
                }
                return null;
            }, () -> removed.remove(name.value()));
        }

        private static StoredObject stored(String name, Held held) {
            return new StoredObject(new ObjectName(name), held.bytes().length(), held.storedAt());
        }

        private <T> Uni<T> asked(Supplier<T> work, Runnable forced) {
            return Uni.createFrom().completionStage(() -> {
                CompletableFuture<T> answer = new CompletableFuture<>();
                Fault fault = faults.next();
                int asked = life;
                if (fault == Fault.LOST || fault == Fault.DONE_LATE) {
                    time.within(WAY, () -> program.execute(() -> answer.completeExceptionally(unavailable())));
                }
                if (fault != Fault.LOST) {
                    time.within(fault == Fault.DONE_LATE ? LATE : WAY, () -> work(work, forced, answer, asked, fault));
                }
                return answer;
            });
        }

        private <T> void work(Supplier<T> work, Runnable forced, CompletableFuture<T> answer, int asked, Fault fault) {
            if (down || asked != life) {
                program.execute(() -> answer.completeExceptionally(unavailable()));
                return;
            }
            try {
                T done = work.get();
                time.within(FORCING, () -> {
                    boolean crashed = asked != life;
                    if (!crashed) {
                        forced.run();
                    }
                    program.execute(() -> {
                        if (crashed || fault == Fault.ANSWER_LOST) {
                            answer.completeExceptionally(unavailable());
                        } else {
                            answer.complete(done);
                        }
                    });
                });
            } catch (StoreException failure) {
                program.execute(() -> answer.completeExceptionally(failure));
            }
        }
    }

    private static StoreException unavailable() {
        return new StoreException.Unavailable(new IOException("simulated"));
    }
}
