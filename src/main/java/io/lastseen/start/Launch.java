package io.lastseen.start;

import io.lastseen.Duty;
import io.lastseen.embedded.Embedded;
import io.lastseen.embedded.Settings;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One run of the program: what is embedded starts first and ends last. A signal ends the service in Quarkus's own shutdown
 * hook; this one's waits for that, so that requests in flight still find their stores.
 */
public final class Launch {

    private static final long LONGEST_SHUTDOWN_SECONDS = 90;

    /** Held, so that its level is not forgotten with it. */
    private static final Logger ROOT = Logger.getLogger("");

    private final List<Class<?>> settingsInterfaces;
    private final Embedded embedded = new Embedded();
    private final CountDownLatch serviceEnded = new CountDownLatch(1);
    private volatile boolean serviceBegan;
    private volatile boolean debug;

    /** @param settingsInterfaces what settings are read by */
    public Launch(List<Class<?>> settingsInterfaces) {
        this.settingsInterfaces = settingsInterfaces;
    }

    /** Does not return: the process ends with the service. */
    public void run(String... args) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endEmbedded, "lastseen-embedded-shutdown"));
        boolean command = args.length > 0;
        try {
            if (command) {
                prepareFor(args[0]);
            }
            prepare();
        } catch (RuntimeException failure) {
            refuse(failure);
            return;
        }
        Parent.endWithMaven();
        serviceBegan = true;
        Quarkus.run(command ? Maintenance.class : null, this::ended, args);
    }

    private static void prepareFor(String command) {
        if (!Maintenance.COMMANDS.contains(command)) {
            throw new StartRefused("There is no command " + command + ": the commands are "
                    + String.join(" and ", new TreeSet<>(Maintenance.COMMANDS)) + ", and without one Lastseen serves.");
        }
        System.setProperty(Duty.COMMAND, command);
        System.setProperty("quarkus.http.host-enabled", "false");
    }

    private void prepare() {
        EarlySettings settings = EarlySettings.read(settingsInterfaces);
        debug = settings.debug();
        if (!debug) {
            // Until Quarkus has read the log settings, libraries introduce themselves; what fails then is said in a sentence.
            ROOT.setLevel(Level.WARNING);
        }
        settings.http().check();
        settings.database().ifPresent(DatabaseCheck::run);
        embedded.start(settings.data(), settings.programs(), settings.database().isEmpty(), settings.embedObjects());
        System.setProperty("lastseen.embedded.database", String.valueOf(embedded.database().isPresent()));
        embedded.database().ifPresent(database -> Settings.of(database).forEach(System::setProperty));
        embedded.objects().ifPresent(objects -> Settings.of(objects).forEach(System::setProperty));
    }

    private void ended(int exitCode, Throwable failure) {
        serviceEnded.countDown();
        if (failure == null) {
            System.exit(exitCode);
        }
        refuse(failure);
    }

    private void refuse(Throwable failure) {
        if (debug) {
            failure.printStackTrace();
        }
        System.err.println(Reason.of(failure));
        System.err.flush();
        System.exit(1);
    }

    private void endEmbedded() {
        boolean hangs = false;
        try {
            hangs = serviceBegan && !serviceEnded.await(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (hangs) {
            System.err.println("The service did not end within " + LONGEST_SHUTDOWN_SECONDS + " s; its stores stop now.");
        }
        embedded.close();
        if (hangs) {
            // The framework's own hook would wait for the service for good.
            Runtime.getRuntime().halt(1);
        }
    }
}
