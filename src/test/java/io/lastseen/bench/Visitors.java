package io.lastseen.bench;

import java.util.Locale;

/** Who the made-up visitors are, and what their recorders say over the presence channel. */
record Visitors(String run) {
    private static final long ORIGIN = System.currentTimeMillis();
    static final int CHUNK_MS = 5_000;
    /** Once a minute of a visit with a chunk every 5 s something happens that makes the visitor due. */
    private static final int INPUT_EVERY = 12;

    String id(long number) {
        return String.format(Locale.ROOT, "%s_%012d", run, number);
    }

    String visitor(long number) {
        return "v" + id(number);
    }

    /** Fields of every header of a document. */
    String document(long number, long atMs) {
        return document(number, ORIGIN, atMs);
    }

    private String document(long number, long origin, long atMs) {
        String id = id(number);
        return "\"v\":\"v" + id + "\",\"t\":\"t" + id + "\",\"d\":\"d" + id + "\",\"o\":" + origin + ",\"at\":" + atMs;
    }

    /** A chunk's header of somebody whose presence channel tells the load. */
    String chunk(long number, int sequence) {
        return chunk(number, ORIGIN, sequence, input(sequence));
    }

    /** The same of somebody who has none. */
    String chunkAlone(long number, int sequence) {
        return chunk(number, ORIGIN, sequence, sequence == 0 ? load(0) : input(sequence));
    }

    /** The same, whose page was opened at {@code origin}, and with whose chunk {@code last} the page is left. */
    String chunkOfVisit(long number, long origin, int sequence, int last) {
        return chunk(number, origin, sequence, sequence == 0 ? load(0) : sequence == last
            ? "{\"n\":" + (1_000_000 + sequence) + ",\"t\":" + (sequence * CHUNK_MS) + ",\"k\":\"pagehide\",\"persisted\":false,\"swap\":\"none\"}"
            : input(sequence));
    }

    private String chunk(long number, long origin, int sequence, String signals) {
        long at = sequence * (long) CHUNK_MS;
        return "{" + document(number, origin, at) + ",\"s\":" + sequence + ",\"f\":" + at + ",\"l\":" + (at + 2_900)
            + ",\"k\":" + (sequence == 0) + ",\"e\":[" + signals + "]}";
    }

    private static String input(int sequence) {
        return sequence % INPUT_EVERY != 0 ? ""
            : "{\"n\":" + (1_000_000 + sequence) + ",\"t\":" + (sequence * CHUNK_MS) + ",\"k\":\"input\",\"kind\":\"click\"}";
    }

    static String load(long atMs) {
        return "{\"n\":1,\"t\":" + atMs + ",\"k\":\"load\",\"nav\":\"navigate\",\"url\":\"https://shop.example/\",\"vis\":\"visible\",\"focus\":true}";
    }

    String hello(long number) {
        long at = System.currentTimeMillis() - ORIGIN;
        return "{\"c\":1," + document(number, at) + ",\"e\":[" + load(at) + "]}";
    }

    /** Of somebody who has just moved the mouse. */
    String heartbeat(long number, long n) {
        long at = System.currentTimeMillis() - ORIGIN;
        return "{" + document(number, at) + ",\"e\":[{\"n\":" + n + ",\"t\":" + at + ",\"k\":\"hb\",\"vis\":\"visible\",\"focus\":true,\"proof\":" + at + "}]}";
    }
}
