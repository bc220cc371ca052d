package org.aumann.app.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aumann.app.report.PoliciesDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.NormalisedDistribution;
import org.aumann.core.format.AtomicFile;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.format.InputFile;
import org.aumann.core.format.PolicyFiles;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.policy.TabularPolicy;

/**
 * A distribution over joint policies in a folder: {@code sigma.npz} with an axis a player, and what the places on its axes
 * stand for, {@code policies.json} and the same as arrays in {@code policies.npz}.
 */
final class PolicyFolder {
    private static final String SIGMA = "sigma.npz";
    private static final String ARRAYS = "policies.npz";
    private static final String DOCUMENT = "policies.json";

    private final Path folder;

    PolicyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What is in a folder.
     *
     * @param populations per player its policies
     * @param sigma over joint policies
     */
    record Content(List<List<TabularPolicy>> populations, NormalisedDistribution sigma) {}

    /** Checks, before anything is computed, that it could be written. */
    void requireWritable() {
        if (Files.isDirectory(folder)) {
            Stream.of(SIGMA, ARRAYS, DOCUMENT).map(folder::resolve).forEach(AtomicFile::requireWritable);
            return;
        }
        if (Files.exists(folder) || DistributionFiles.isKnown(folder)) {
            throw new InvalidInputException("--out " + folder + ": found a file, expected a folder, which holds the "
                    + "distribution with its policies");
        }
        AtomicFile.requireWritable(folder);
    }

    /** Writes a distribution and its policies; the folder is made if there is none. */
    void write(GameTree tree, List<List<TabularPolicy>> populations, JointDistribution sigma) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PolicyFiles.write(tree, populations, folder.resolve(ARRAYS));
        PoliciesDocument.of(tree, populations).write(folder.resolve(DOCUMENT));
        DistributionFiles.write(sigma, folder.resolve(SIGMA));
    }

    /** Reads what anybody may have written; the arrays where there is no {@code policies.json}. */
    Content read(GameTree tree) {
        Path document = folder.resolve(DOCUMENT);
        List<List<TabularPolicy>> populations = Files.exists(document)
                ? InputFile.located(
                        document.toString(),
                        () -> PoliciesDocument.read(document).populations(tree))
                : PolicyFiles.read(folder.resolve(ARRAYS), tree);
        int[] sizes = populations.stream().mapToInt(List::size).toArray();
        return new Content(
                populations, DistributionFiles.readNormalised(folder.resolve(SIGMA), JointActionIndex.of(sizes)));
    }
}
