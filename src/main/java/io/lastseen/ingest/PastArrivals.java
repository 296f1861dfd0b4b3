package io.lastseen.ingest;

import io.lastseen.wire.Frame;
import io.lastseen.wire.FrameParser;
import io.lastseen.wire.Header;
import io.lastseen.wire.HeaderParser;
import io.lastseen.wire.Parsed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what came in the past as the doors read what comes: its clock is that of the message before it. Not thread-safe. */
final class PastArrivals {
    /** What comes within that time is committed together, as under load; of each batch the last message did not wait. */
    static final Duration TOGETHER = Duration.ofMillis(700);
    private final FrameParser frames = new FrameParser();
    private final HeaderParser headers = new HeaderParser();
    private final Map<String, Testimony> channels = new HashMap<>();
    private final Then clock = new Then();
    private final PostedHeartbeats heartbeats = new PostedHeartbeats(clock);
    private final String site;
    private final Replica replica;

    PastArrivals(String site, Replica replica) {
        this.site = site;
        this.replica = replica;
    }

    record At(Instant at, Arrival arrival) {
    }

    /** Empty where it says nothing new. */
    Optional<At> read(PastMessage message) {
        clock.now = message.at();
        return arrival(message).filter(arrival -> !arrival.isEmpty()).map(arrival -> new At(message.at(), arrival));
    }

    private Optional<Arrival> arrival(PastMessage message) {
        if (message instanceof PastMessage.Posted posted) {
            Frame frame = accepted(frames.parse(posted.frame()));
            return Optional.of(Arrivals.of(site, frame, heartbeats.worthARow(frame), posted.caller()));
        }
        if (message instanceof PastMessage.Said said) {
            Header header = accepted(headers.parse(said.header(), 0, said.header().length, false));
            Testimony known = channels.get(header.document());
            if (known != null) {
                return known.said(header);
            }
            Testimony opened = new Testimony(Arrivals.document(site, header, 0, said.caller()), header.channel(), replica, clock);
            channels.put(header.document(), opened);
            return Optional.of(opened.opened(header));
        }
        PastMessage.Dropped dropped = (PastMessage.Dropped) message;
        return Optional.ofNullable(channels.remove(dropped.document())).map(channel -> channel.dropped(dropped.how()));
    }

    private static <T> T accepted(Parsed<T> parsed) {
        if (parsed instanceof Parsed.Accepted<T> yes) {
            return yes.value();
        }
        Parsed.Refused<T> no = (Parsed.Refused<T>) parsed;
        throw new IllegalArgumentException("A message of the past is not one of the wire format: " + no.detail());
    }

    /** Stands at the message that is read. */
    private static final class Then extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Doors know no time zones.");
        }
    }
}
