package io.lastseen.site;

/**
 * What is kept of what a site's pages showed.
 *
 * @param kept      whether images and fonts are kept at all
 * @param pageBytes read of one page at most, in the visitor's browser
 * @param dayBytes  taken of all recorders in one UTC day at most
 */
public record SiteAssets(boolean kept, long pageBytes, long dayBytes) {
    /** A page of 10 MiB is heavy; 1 GiB a day is what some thousand first visits to such pages bring. */
    static final SiteAssets DEFAULT = new SiteAssets(true, 10L << 20, 1L << 30);
}
