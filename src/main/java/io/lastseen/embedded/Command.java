package io.lastseen.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program run to its end, with what it said. */
record Command(int exitCode, String output) {

    static final int NOT_FOUND = 127;

    static Command run(Duration limit, List<String> words) {
        Path said = null;
        try {
            // A file, not a pipe: a server started in the background would hold a pipe open for as long as it lives.
            said = Files.createTempFile("lastseen", ".out");
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Command(-1, "no end within " + limit.toSeconds() + " s");
            }
            return new Command(process.exitValue(), Files.readString(said).strip());
        } catch (IOException e) {
            return new Command(NOT_FOUND, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Command(-1, "interrupted");
        } finally {
            if (said != null) {
                said.toFile().delete();
            }
        }
    }

    boolean ok() {
        return exitCode == 0;
    }

    /** The last line said, which is where PostgreSQL's programs put the reason. */
    String lastLine() {
        return output.substring(output.lastIndexOf('\n') + 1);
    }
}
