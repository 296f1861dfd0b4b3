package io.lastseen;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Work that is done batch by batch until none is left. */
public final class Backlog {
    private Backlog() {
    }

    /**
     * Asks for a batch again and again while it says that there is more, so that a backlog does not wait for the next round. However
     * long the backlog is, nothing is kept of a batch that is done: a batch that called itself for the next one would keep them all,
     * and the stack would end before a backlog of some thousand batches does.
     *
     * @param batch does one and says whether there may be more; its failure ends the work and is that of the result
     */
    public static Uni<Void> workOff(Supplier<Uni<Boolean>> batch) {
        return Multi.createBy().repeating().<Boolean>uni(batch::get).whilst(more -> more).collect().last().replaceWithVoid();
    }
}
