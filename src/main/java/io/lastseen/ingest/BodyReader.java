package io.lastseen.ingest;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Reads a body up to a size and a deadline; what is longer or slower is cut without being kept. */
final class BodyReader {

    enum Cut { TOO_LARGE, NO_ROOM, TOO_SLOW, GONE }

    interface Reading {
        void whole(Buffer body);

        void cut(Cut why);
    }

    private final HttpServerRequest request;
    private final int most;
    private final LongPredicate room;
    private final Consumer<Long> giveBack;
    private final Reading reading;
    private final Buffer body = Buffer.buffer();
    private long reserved;
    private boolean done;

    private BodyReader(HttpServerRequest request, int most, LongPredicate room, Consumer<Long> giveBack, Reading reading) {
        this.request = request;
        this.most = most;
        this.room = room;
        this.giveBack = giveBack;
        this.reading = reading;
    }

    /**
     * @param room     reserves bytes as they arrive; false where there is no room
     * @param giveBack takes back what was reserved of a body that was cut; a whole body's bytes are the reader's to release
     */
    static void read(Vertx vertx, HttpServerRequest request, int most, Duration deadline, LongPredicate room,
                     Consumer<Long> giveBack, Reading reading) {
        BodyReader reader = new BodyReader(request, most, room, giveBack, reading);
        long timer = vertx.setTimer(deadline.toMillis(), late -> reader.cut(Cut.TOO_SLOW));
        request.handler(reader::part);
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            reader.end();
        });
        request.exceptionHandler(gone -> {
            vertx.cancelTimer(timer);
            reader.cut(Cut.GONE);
        });
    }

    private void part(Buffer part) {
        if (done) {
            return;
        }
        if (body.length() + part.length() > most) {
            cut(Cut.TOO_LARGE);
        } else if (!room.test(part.length())) {
            cut(Cut.NO_ROOM);
        } else {
            reserved += part.length();
            body.appendBuffer(part);
        }
    }

    private void end() {
        if (!done) {
            done = true;
            reading.whole(body);
        }
    }

    private void cut(Cut why) {
        if (!done) {
            done = true;
            giveBack.accept(reserved);
            reading.cut(why);
        }
    }
}
