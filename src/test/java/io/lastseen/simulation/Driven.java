package io.lastseen.simulation;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program whose work is done by the thread that waits for it, while real stores answer on threads of theirs. */
final class Driven extends Program {
    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

    Driven(VirtualTime time) {
        super(time);
    }

    @Override
    public void execute(Runnable one) {
        work.add(one);
    }

    @Override
    public void after(Duration delay, Runnable one) {
        work.add(one);
    }

    <T> T await(Uni<T> result) {
        return await(result.subscribeAsCompletionStage());
    }

    <T> T await(CompletableFuture<T> result) {
        result.whenComplete((done, failure) -> work.add(() -> { }));
        while (!result.isDone()) {
            try {
                Runnable next = work.poll(30, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("Nothing happens for 30 s");
                }
                next.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return result.join();
    }
}
