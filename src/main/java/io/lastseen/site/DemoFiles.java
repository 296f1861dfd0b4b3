package io.lastseen.site;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything under {@code META-INF/resources/demo}, read once at start so that serving never touches a file.
 *
 * @param assets by path below {@code /demo/}, as they are served
 * @param sources pages by file name below {@code /demo/}, with the write key still to be filled in
 * @param layout what most pages are set into
 */
record DemoFiles(Map<String, DemoFile> assets, Map<String, String> sources, String layout) {

    private static final String ROOT = "META-INF/resources/demo";

    static DemoFiles fromClasspath() {
        Map<String, byte[]> files = new HashMap<>();
        try {
            ClassPathUtils.consumeAsPaths(ROOT, root -> read(root, files));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo shop is not readable", e);
        }
        Map<String, DemoFile> assets = new HashMap<>();
        Map<String, String> sources = new HashMap<>();
        files.forEach((name, content) -> {
            if (!name.endsWith(".html")) {
                assets.put(name, DemoFile.of(name, content));
            } else if (!name.startsWith("_")) {
                sources.put(name, new String(content, StandardCharsets.UTF_8));
            }
        });
        String layout = new String(files.getOrDefault("_layout.html", new byte[0]), StandardCharsets.UTF_8);
        return new DemoFiles(Map.copyOf(assets), Map.copyOf(sources), layout);
    }

    private static void read(Path root, Map<String, byte[]> files) {
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
