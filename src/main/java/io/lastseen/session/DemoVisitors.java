package io.lastseen.session;

/** How visitors who are there for demonstration only are told from real ones: by their ids, wherever these are written. */
public final class DemoVisitors {
    /** What leads their ids. */
    public static final String PREFIX = "demo-";

    private DemoVisitors() {
    }

    /** @param visitor null where an event of the past does not say who it was */
    static boolean is(String visitor) {
        return visitor != null && visitor.startsWith(PREFIX);
    }
}
