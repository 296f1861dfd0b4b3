package io.lastseen.site;

/** A refusal in words, and what to do about it. */
final class RefusalText {
    private RefusalText() {}

    /** @param origin where it came from, empty where the request did not say */
    static String of(Refusal reason, String origin) {
        String page = origin.isEmpty() ? "A page" : "A page of " + origin;
        return switch (reason) {
            case WRONG_KEY -> page + " sent a write key that no site has. Copy the snippet of this site again; after the"
                    + " key was rotated, every page needs the new one.";
            case ORIGIN_NOT_ALLOWED -> origin.isEmpty()
                    ? "A request named no origin, as a program or a sandboxed page does. Only the allowed origin * takes such."
                    : page + " may not record into this site. Add " + origin + " to the allowed origins, if it is yours.";
            case PAUSED -> page + " was ready to record, but recording is paused. Switch it on again in this site's settings.";
            case TOO_LARGE -> page + " sent more at once than a door takes. Usually one huge inlined image or text does that:"
                    + " put data-lastseen-block on that element.";
            case MALFORMED -> page + " sent something that is not Lastseen's wire format. Check that nothing between page"
                    + " and service rewrites request bodies, and that lastseen.js comes from this service.";
            case TRUNCATED -> page + " sent a chunk whose end was missing. Check the time and body limits of the proxy"
                    + " before the service.";
            case UNKNOWN_CODEC -> page + " sent a chunk in a compression this service does not know. Load lastseen.js from"
                    + " this service, not a copy of it.";
            case FUTURE_VERSION -> page + " runs a newer recorder than this service. Update the service, or load lastseen.js"
                    + " from it.";
            case CONFLICT -> page + " sent other bytes under a number that was stored before. The first copy stays. Check"
                    + " that nothing between page and service rewrites request bodies.";
            case ERASED -> page + " sent, after an erasure, what belongs to it. It was refused, and nobody need do anything.";
            case ASSETS_SPENT -> "Recorders brought more images and fonts today than this site's budget holds; replays of today may"
                    + " lack some. Raise assets.dayBytes of the site, or put data-lastseen-block on what changes all the time.";
            case OVERLOADED -> "The service had no room for more at once and asked a page to try again. If this goes on, add"
                    + " replicas or look at PostgreSQL and the object store.";
        };
    }
}
