package org.aumann.core.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.policy.TabularPolicy;

/**
 * Policies of all players as arrays, {@code .npz}: {@code player_0} to {@code player_n−1}, float64.
 *
 * <pre>{@code player_p[policy][action at an infostate]   infostates in the order of the game, their actions one after the other}</pre>
 *
 * <p>What is written is read back exactly. All methods are safe for use by several threads.
 */
public final class PolicyFiles {
    private static final String ARRAY = "player_";

    private PolicyFiles() {}

    /**
     * Writes policies, atomically.
     *
     * @param tree their game
     * @param populations per player its policies, at least one
     * @param path the file to create or replace
     * @throws InvalidInputException if there is no such folder
     * @throws java.io.UncheckedIOException if writing fails; the target is as before
     */
    public static void write(GameTree tree, List<List<TabularPolicy>> populations, Path path) {
        Map<String, AtomicFile.Content> arrays = new LinkedHashMap<>();
        for (int p = 0; p < populations.size(); p++) {
            int count = tree.sequenceForm(p).sequenceCount() - 1;
            double[][] rows = populations.get(p).stream()
                    .map(policy -> probabilities(policy, count))
                    .toArray(double[][]::new);
            arrays.put(ARRAY + p, out -> NpyFormat.writeTable(rows, out));
        }
        AtomicFile.write(path, out -> NpzFormat.write(arrays, out));
    }

    private static double[] probabilities(TabularPolicy policy, int count) {
        double[] probabilities = new double[count];
        Arrays.setAll(probabilities, k -> policy.probability(k + 1));
        return probabilities;
    }

    /**
     * Reads policies that another program may have computed.
     *
     * @param path the file
     * @param tree their game
     * @return per player its policies, at least one
     * @throws InvalidInputException if the file cannot be used or holds no policies of this game; one line
     * @throws java.io.UncheckedIOException if reading fails
     */
    public static List<List<TabularPolicy>> read(Path path, GameTree tree) {
        return NpzFormat.open(path, archive -> {
            List<List<TabularPolicy>> populations = new ArrayList<>();
            for (int p = 0; p < tree.playerCount(); p++) {
                SequenceForm form = tree.sequenceForm(p);
                if (!archive.names().contains(ARRAY + p)) {
                    throw archive.error("'" + ARRAY + p + ".npy', one for each of " + tree.playerCount() + " players");
                }
                populations.add(archive.read(ARRAY + p, in -> policies(in, form)));
            }
            return populations;
        });
    }

    private static List<TabularPolicy> policies(BinaryInput in, SequenceForm form) {
        int columns = form.sequenceCount() - 1;
        double[][] rows = NpyFormat.readTable(in, columns, "every action at an infostate");
        return Arrays.stream(rows)
                .map(row -> in.located(() -> policy(form, row)))
                .toList();
    }

    private static TabularPolicy policy(SequenceForm form, double[] row) {
        double[] probability = new double[row.length + 1];
        System.arraycopy(row, 0, probability, 1, row.length);
        return TabularPolicy.nearly(form, probability);
    }
}
