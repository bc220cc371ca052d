package org.aumann.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A process that is ended when a solve takes too long or when it holds too much memory.
 *
 * <p>The clock starts when it says {@code ready}, starts again with every {@code run SECONDS}, and stops with
 * {@code certify}.
 */
final class WatchedProcess {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long KIB = 1024;

    /** What a process has for stopping by itself, over its time limit. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Preparation and certificates of the largest games take minutes. */
    private static final Duration UNTIMED = Duration.ofMinutes(15);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;
    private volatile long clock = System.nanoTime();

    private WatchedProcess(Process process) {
        this.process = process;
    }

    /**
     * How a process ended.
     *
     * @param status {@code OPTIMAL} if it ended by itself, with exit status 0
     * @param lines what it had said
     * @param peakBytes most resident memory that was seen
     */
    record Ending(Status status, List<String> lines, long peakBytes) {
        Ending {
            lines = List.copyOf(lines);
        }

        /** The seconds of its {@code run} lines. */
        List<Double> seconds() {
            return lines.stream()
                    .filter(line -> line.startsWith("run "))
                    .map(line -> Double.parseDouble(line.substring("run ".length())))
                    .toList();
        }

        /** The value of a word {@code name=value} of its {@code done} line, or empty. */
        String word(String name) {
            List<String> words = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith("done ")) {
                    words.addAll(List.of(line.split(" ", -1)));
                }
            }
            return words.stream()
                    .filter(word -> word.startsWith(name + "="))
                    .map(word -> word.substring(name.length() + 1))
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * Runs a process to its end.
     *
     * @param command the command
     * @param limit time limit of one solve
     * @param memoryBytes most resident memory
     * @param errors file for its standard error
     * @return how it ended
     */
    static Ending run(List<String> command, Duration limit, long memoryBytes, Path errors) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            return new WatchedProcess(process).watch(limit.plus(GRACE), memoryBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Ending watch(Duration limit, long memoryBytes) throws InterruptedException {
        Thread reader = Thread.ofPlatform().daemon().start(this::read);
        long peak = 0;
        while (!process.waitFor(POLL)) {
            long resident = residentBytes(process.pid());
            peak = Math.max(peak, resident);
            boolean isOverdue = System.nanoTime() - clock > (isTimed() ? limit : UNTIMED).toNanos();
            if (isOverdue || resident > memoryBytes) {
                process.destroyForcibly().waitFor();
                reader.join();
                return new Ending(isOverdue ? Status.TIME_LIMIT : Status.OUT_OF_MEMORY, lines, peak);
            }
        }
        reader.join();
        return new Ending(process.exitValue() == 0 ? Status.OPTIMAL : Status.FAILED, lines, peak);
    }

    private boolean isTimed() {
        String last = lines.isEmpty() ? "" : lines.getLast();
        return last.equals("ready") || last.startsWith("run ");
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                clock = System.nanoTime();
            }
        } catch (IOException e) {
            lines.add("done note=" + e);
        }
    }

    /** 0 where it is not known. */
    private static long residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return KIB * Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            return 0; // it has just ended
        }
        return 0;
    }
}
