package io.lastseen.e2e.endings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The runs so far, one JSON object a line in a file, so that a repetition that was cut off can go on. */
final class Runs {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final Path file;
    private final List<Run> all = new ArrayList<>();

    Runs(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    all.add(JSON.readValue(line, Run.class));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(Run run) {
        all.add(run);
        try {
            Files.writeString(file, JSON.writeValueAsString(run) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<Run> all() {
        return List.copyOf(all);
    }

    List<Run> of(Ending ending, Ending.Make make) {
        return all().stream().filter(run -> run.isOf(ending, make)).toList();
    }

    /** Visits that were made; what failed before there could be a verdict is made again. */
    long made(Ending ending, Ending.Make make) {
        return of(ending, make).stream().filter(run -> run.failed().isEmpty()).count();
    }
}
