package io.lastseen.bench;

import java.util.Locale;

/** Who the made-up visitors are, and what their recorders say over the presence channel. */
record Visitors(String run) {
    private static final long ORIGIN = System.currentTimeMillis();

    String id(long number) {
        return String.format(Locale.ROOT, "%s_%012d", run, number);
    }

    String visitor(long number) {
        return "v" + id(number);
    }

    /** Fields of every header of a document. */
    String document(long number, long atMs) {
        String id = id(number);
        return "\"v\":\"v" + id + "\",\"t\":\"t" + id + "\",\"d\":\"d" + id + "\",\"o\":" + ORIGIN + ",\"at\":" + atMs;
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
