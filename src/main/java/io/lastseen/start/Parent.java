package io.lastseen.start;

/**
 * The Maven that runs this service, by {@code quarkus:run}. Killed, it cannot pass its end on, and whoever killed it means
 * the service too.
 */
final class Parent {

    /** Set by the plugin and by nobody else. */
    private static final String MARK = "quarkus.application.version";

    private Parent() {
    }

    static void endWithMaven() {
        if (System.getProperty(MARK) != null) {
            ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
        }
    }
}
