package io.lastseen.embedded;

import java.nio.file.Path;
import java.util.logging.Level;
import org.jboss.logmanager.LogContext;

/** The embedded object store as a program of its own, so that it can be killed alone. Ends when its standard input does. */
public final class ObjectsProgram {

    private ObjectsProgram() {
    }

    public static void main(String... args) throws Exception {
        // Nobody configures logging here, and what is logged by default is everything: half of the store's time went into that.
        LogContext.getLogContext().getLogger("").setLevel(Level.WARNING);
        EmbeddedObjects objects = EmbeddedObjects.start(DataFolder.open(Path.of(args[0])));
        System.out.println(objects.address().endpoint() + " " + objects.address().accessKey() + " " + objects.address().secretKey());
        System.out.flush();
        while (System.in.read() >= 0) {
            // nobody says anything; the end of the input is the end of who started this
        }
        System.exit(0);
    }
}
