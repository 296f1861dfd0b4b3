package io.lastseen.start;

import io.lastseen.embedded.EmbeddedFailure;
import io.lastseen.recording.store.StoreUnusable;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a service that was about to start did not, as one sentence for the operator. */
final class Reason {

    /** As SmallRye Config says it, which is all that is left where interfaces are filled in. */
    private static final Pattern UNREADABLE = Pattern.compile("The config property (\\S+) with the config value \"(.*?)\" threw an Exception");

    private Reason() {
    }

    static String of(Throwable failure) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            if (cause instanceof StartRefused || cause instanceof EmbeddedFailure || cause instanceof StoreUnusable) {
                return cause.getMessage();
            }
            if (cause instanceof QuarkusBindException bind) {
                return HttpPort.taken(bind.getPort()).getMessage();
            }
            Matcher unreadable = UNREADABLE.matcher(String.valueOf(cause.getMessage()));
            if (unreadable.find()) {
                return unreadable.group(1) + " is \"" + unreadable.group(2) + "\", which cannot be read: see docs/settings.md.";
            }
            if (cause instanceof ConfigValidationException || cause instanceof ConfigurationException) {
                return "A setting is missing or not valid (" + oneLine(cause) + "): see docs/settings.md.";
            }
        }
        Throwable root = causes.get(causes.size() - 1);
        if (root instanceof IllegalArgumentException && String.valueOf(root.getMessage()).startsWith("lastseen.")) {
            return oneLine(root) + ".";
        }
        return "Lastseen could not start (" + oneLine(root)
                + "): start it with -Dlastseen.log.level=DEBUG to see where this comes from.";
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
            causes.add(at);
        }
        return causes;
    }

    private static String oneLine(Throwable cause) {
        String said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return said.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("[.:;]+$", "")
                .replaceAll("Configuration validation failed:;? *|([a-z]\\w*\\.)+[A-Z]\\w*Exception: |SRCFG\\d+: ", "");
    }
}
