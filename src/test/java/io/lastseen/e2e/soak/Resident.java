package io.lastseen.e2e.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A process's resident memory, noted every minute, in MiB. */
final class Resident implements AutoCloseable {
    private final List<Long> byMinute = new ArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

    Resident(long pid) {
        watch.scheduleAtFixedRate(() -> note(pid), 60, 60, TimeUnit.SECONDS);
    }

    private synchronized void note(long pid) {
        try {
            Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                    .forEach(line -> byMinute.add(Long.parseLong(line.replaceAll("\\D", "")) / 1024));
        } catch (IOException gone) {
            byMinute.add(0L);
        }
    }

    synchronized List<Long> byMinute() {
        return List.copyOf(byMinute);
    }

    /** The last third's average over that of the second one: the first is for what is compiled and cached once. */
    double growth() {
        List<Long> all = byMinute();
        int third = all.size() / 3;
        return average(all.subList(all.size() - third, all.size())) / average(all.subList(third, 2 * third));
    }

    private static double average(List<Long> some) {
        return some.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
