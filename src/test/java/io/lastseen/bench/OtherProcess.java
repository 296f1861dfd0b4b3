package io.lastseen.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a load generator in a process of its own. */
public final class OtherProcess {

    private OtherProcess() {
    }

    /** Waits for its end. @return what it measured: the last line it wrote */
    public static JsonObject run(String main, String classPath, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m", "-XX:+UseSerialGC", "-cp", classPath, main));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException(main + " ended with " + process.exitValue() + ": " + said);
            }
            return new JsonObject(said.substring(said.lastIndexOf('\n') + 1));
        } finally {
            process.destroy();
        }
    }
}
