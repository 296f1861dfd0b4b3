package io.lastseen.ingest.caller;

/**
 * What is kept of who sent a request. Texts are empty where nothing is known.
 *
 * @param agent    the User-Agent header, at most 512 characters of ASCII
 * @param country  two capital letters of ISO 3166-1
 * @param language that of ISO 639 the browser asks for first, without a region, in small letters
 */
public record Caller(String agent, String country, String language) {
    /** Of what was stored without saying who had sent it. */
    public static final Caller UNKNOWN = new Caller("", "", "");
}
