package io.lastseen;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this process is there for: to serve, or for one maintenance command, during which nothing else may move. */
@ApplicationScoped
public class Duty {
    /** Set by the program where it was started with a command. */
    public static final String COMMAND = "lastseen.command";
    private final boolean serving;

    public Duty(@ConfigProperty(name = COMMAND, defaultValue = "serve") String command) {
        this.serving = command.equals("serve");
    }

    public boolean serving() {
        return serving;
    }
}
