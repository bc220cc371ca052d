package org.aumann.core.format;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.CountProfiles;

/**
 * Distributions over count profiles as {@code .csv}: one row per profile of positive probability.
 *
 * <pre>{@code
 * count 0,count 1,probability
 * 2,1,0.25
 * }</pre>
 *
 * <p>A count is the number of players with the action of that number; the probability is that of the profile, which
 * its joint actions share equally. What is written is exact. All methods are safe for use by several threads.
 */
public final class ProfileCsv {
    private static final List<String> EXTENSIONS = List.of(".csv");

    private ProfileCsv() {}

    /**
     * Checks, before something is computed, that it could be written.
     *
     * @param path the file to create or replace
     * @throws InvalidInputException if the extension is not known, or there is no folder to write to
     */
    public static void requireWritable(Path path) {
        InputFile.requireExtension(path, EXTENSIONS);
        AtomicFile.requireWritable(path);
    }

    /**
     * Writes a distribution, atomically.
     *
     * @param x over the profiles. Not modified.
     * @param profiles the profiles
     * @param path the file to create or replace
     * @throws InvalidInputException if there is no such folder
     * @throws java.io.UncheckedIOException if writing fails; the target is as before
     */
    public static void write(JointDistribution x, CountProfiles profiles, Path path) {
        List<String> header = new ArrayList<>(IntStream.range(0, profiles.actions())
                .mapToObj(r -> "count " + r)
                .toList());
        header.add("probability");
        AtomicFile.write(path, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(CsvReader.row(header));
            int[] profile = profiles.profile(0);
            for (int c = 0; c < profiles.count(); c++, profiles.next(profile)) {
                if (x.probability(c) > 0) {
                    List<String> row = new ArrayList<>(
                            Arrays.stream(profile).mapToObj(Integer::toString).toList());
                    row.add(Numbers.format(x.probability(c)));
                    writer.write(CsvReader.row(row));
                }
            }
            writer.flush();
        });
    }
}
