package io.lastseen.e2e.browser;

/** A browser process, which can end as a whole. None of its endings waits. */
public interface OwnBrowser extends AutoCloseable {
    Person owner();

    /** As its menu does. */
    void quit();

    /** SIGTERM, as a desktop does that logs out. */
    void terminate();

    /** SIGKILL. */
    void kill();

    @Override
    void close();
}
