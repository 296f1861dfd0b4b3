package io.lastseen.e2e.browser;

/** Somebody with a browser: cookies and storage of his own, windows and tabs. */
public interface Person extends AutoCloseable {
    BrowserTab openWindow();

    /** A tab in the window used last, which hides the one that was in front. */
    BrowserTab openTab();

    /** @param notThis id of a tab at the same address that is not meant; empty where there is none */
    BrowserTab tabAt(String url, String notThis);

    @Override
    void close();
}
