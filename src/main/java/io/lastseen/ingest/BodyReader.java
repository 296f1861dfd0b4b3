package io.lastseen.ingest;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * Reads a body up to a size and a deadline; what is longer or slower is cut without being kept. The rest of a refused body is
 * still taken off the wire, up to the deadline: whoever hangs up on bytes that are under way resets the connection, and the
 * refusal is never read.
 */
final class BodyReader {

    enum Cut { TOO_LARGE, NO_ROOM, TOO_SLOW, GONE }

    interface Reading {
        void whole(byte[] body);

        void cut(Cut why);
    }

    private final HttpServerRequest request;
    private final int most;
    private final LongPredicate room;
    private final Consumer<Long> giveBack;
    private final Reading reading;
    private final List<Buffer> parts = new ArrayList<>();
    private int length;
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
        long timer = vertx.setTimer(deadline.toMillis(), late -> reader.late());
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

    private void late() {
        cut(Cut.TOO_SLOW);
        request.connection().close();
    }

    private void part(Buffer part) {
        if (done) {
            return;
        }
        if (length + part.length() > most) {
            cut(Cut.TOO_LARGE);
        } else if (!room.test(part.length())) {
            cut(Cut.NO_ROOM);
        } else {
            length += part.length();
            parts.add(part);
        }
    }

    private void end() {
        if (!done) {
            done = true;
            reading.whole(joined());
        }
    }

    private void cut(Cut why) {
        if (!done) {
            done = true;
            giveBack.accept((long) length);
            parts.clear();
            reading.cut(why);
        }
    }

    private byte[] joined() {
        byte[] body = new byte[length];
        int at = 0;
        for (Buffer part : parts) {
            part.getBytes(body, at);
            at += part.length();
        }
        return body;
    }
}
