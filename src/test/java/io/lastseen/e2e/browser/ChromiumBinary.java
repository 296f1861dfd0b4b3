package io.lastseen.e2e.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds Chromium on this machine, and installs Debian's package where there is none. */
final class ChromiumBinary {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long INSTALL_MINUTES = 10;

    private ChromiumBinary() {
    }

    /** @throws IllegalStateException in one sentence, where there is no Chromium and none can be installed */
    static Path findOrInstall() {
        return find().orElseGet(() -> {
            install();
            return find().orElseThrow(() -> cannot("apt-get reported success, yet none of " + NAMES + " is on the PATH"));
        });
    }

    private static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable)
                    .or(() -> {
                        throw new IllegalStateException("CHROMIUM names " + named + ", which is no executable file.");
                    });
        }
        List<Path> folders = Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin").split(File.pathSeparator))
                .map(Path::of).toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void install() {
        List<String> before = privileged();
        System.err.println("No Chromium found: installing Debian's package with apt-get.");
        if (!run(before, "apt-get", "install", "-y", "--no-install-recommends", "chromium")
                && !(run(before, "apt-get", "update")
                     && run(before, "apt-get", "install", "-y", "--no-install-recommends", "chromium"))) {
            throw cannot("apt-get could not install it");
        }
    }

    /** What to put before apt-get: nothing for root, else sudo where it asks for no password. */
    private static List<String> privileged() {
        if ("root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (run(List.of("sudo", "-n"), "true")) {
            return List.of("sudo", "-n");
        }
        throw cannot("this account may not install packages");
    }

    private static boolean run(List<String> before, String... command) {
        List<String> whole = Stream.concat(before.stream(), Arrays.stream(command)).collect(ArrayList::new, List::add, List::addAll);
        try {
            ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static IllegalStateException cannot(String why) {
        return new IllegalStateException("The browser tests need Chromium and " + why
                + ": install the package chromium, or set CHROMIUM to the path of one.");
    }
}
