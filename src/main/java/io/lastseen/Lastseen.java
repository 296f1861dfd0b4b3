package io.lastseen;

import io.lastseen.start.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program. */
@QuarkusMain
public final class Lastseen {

    Lastseen() {
    }

    public static void main(String... args) {
        new Launch(AllSettings.INTERFACES).run(args);
    }
}
