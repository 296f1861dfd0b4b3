package io.lastseen.engagement;

import java.util.OptionalInt;

/** Whether somebody reads or watches a document: from each proof of a person on for as long as its text takes to read. Times are ms on the service's clock. */
final class Attention {
    private final Timings timings;
    private long reading;
    private long last = Page.NEVER;
    private boolean mediaStarted;
    private boolean mediaPlaying;
    private long asleepFrom = Page.NEVER;

    Attention(Timings timings) {
        this.timings = timings;
        this.reading = timings.readingUnknown().toMillis();
    }

    /** The last proof of a person. */
    long last() {
        return last;
    }

    /** Until then the text on screen takes to read, counted from the last proof. */
    long until() {
        return readFrom(last);
    }

    /** Until then the text on screen takes to read, counted from a proof. */
    long readFrom(long proof) {
        return proof + reading;
    }

    /** A person started media with sound. */
    boolean mediaStarted() {
        return mediaStarted;
    }

    /** It still plays. */
    boolean watching() {
        return mediaPlaying;
    }

    /** The machine slept, and had begun to while the text was being read. */
    boolean sleptWhileRead() {
        return asleepFrom != Page.NEVER && asleepFrom <= until();
    }

    void prove(long at) {
        last = Math.max(last, at);
    }

    void words(OptionalInt words) {
        if (words.isPresent()) {
            long takes = words.getAsInt() * 60_000L / timings.wordsPerMinute();
            reading = Math.max(timings.shortestReading().toMillis(), Math.min(timings.longestReading().toMillis(), takes));
        }
    }

    void media(Signal.Media media) {
        mediaStarted = media.qualified();
        mediaPlaying = mediaStarted;
    }

    void media(Signal.Heartbeat beat) {
        mediaPlaying = beat.media() && !beat.muted() && mediaStarted;
    }

    void mediaEnds() {
        mediaPlaying = false;
    }

    void sleeps(long from) {
        asleepFrom = from;
    }

    void wakes() {
        asleepFrom = Page.NEVER;
    }
}
