package io.lastseen.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes in flight, per process and per site: without it memory grows with the number of connections. */
@ApplicationScoped
class Admission {
    private final DoorSettings settings;
    private final AtomicLong all = new AtomicLong();
    private final ConcurrentMap<String, AtomicLong> bySite = new ConcurrentHashMap<>();

    Admission(DoorSettings settings) {
        this.settings = settings;
    }

    /** @return false where the bytes do not fit now; nothing is reserved then */
    boolean reserve(String site, long bytes) {
        AtomicLong ofSite = bySite.computeIfAbsent(site, any -> new AtomicLong());
        boolean fits = all.addAndGet(bytes) <= settings.inFlightBytes();
        fits &= ofSite.addAndGet(bytes) <= settings.inFlightBytesPerSite();
        if (!fits) {
            release(site, bytes);
        }
        return fits;
    }

    void release(String site, long bytes) {
        all.addAndGet(-bytes);
        bySite.get(site).addAndGet(-bytes);
    }
}
