package org.aumann.core.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.NormalisedDistribution;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;

/**
 * The {@code .csv} format of {@link DistributionFiles}: one row per joint action, by the labels of a game; of two players
 * also read as a plain matrix.
 */
final class DistributionCsv {
    /** Below this share of positive probabilities only those are written. */
    private static final double SPARSE_SHARE = 0.1;

    /** Marks joint actions that no row has named; no probability is as far below 0. */
    private static final double UNSEEN = -1;

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final NormalFormGame game;
    private final JointActionIndex index;
    private final List<String> header = new ArrayList<>();
    private final List<Map<String, Integer>> actions = new ArrayList<>();

    /**
     * The format for one game.
     *
     * @param game gives the labels. Not modified.
     * @throws InvalidInputException if two actions of a player have the same label
     */
    DistributionCsv(NormalFormGame game) {
        this.game = game;
        this.index = game.payoffs().index();
        for (int p = 0; p < index.playerCount(); p++) {
            Map<String, Integer> known = new HashMap<>();
            for (int a = 0; a < index.actionCount(p); a++) {
                if (known.put(game.actionLabel(p, a), a) != null) {
                    throw new InvalidInputException("label " + Labels.shown(game.actionLabel(p, a))
                            + " of player " + p + " in game " + Labels.line(game.name())
                            + " must be of one action only to name it in a .csv file");
                }
            }
            actions.add(known);
            header.add(game.playerLabel(p));
        }
        header.add("probability");
    }

    /**
     * Reads a distribution.
     *
     * @param path the file
     * @param maker takes over the probabilities; joint actions without a row have probability 0
     * @param <T> what it makes of them
     * @return the distribution
     */
    <T> T read(Path path, SigmaMaker<T> maker) {
        try (CsvReader csv = CsvReader.open(path)) {
            MemorySegment segment = JointDistribution.memory(index);
            if (!csv.next()) {
                throw csv.endOfFile("the header " + Labels.line(String.join(",", header)));
            }
            if (index.playerCount() == 2 && csv.isNumbers()) {
                readMatrix(csv, segment);
            } else {
                readRows(csv, segment);
            }
            return InputFile.located(path.toString(), () -> maker.over(index, segment));
        }
    }

    /** One row an action of the first player, without labels. */
    private void readMatrix(CsvReader csv, MemorySegment segment) {
        long next = 0;
        int rows = index.actionCount(0);
        int columns = index.actionCount(1);
        do {
            if (csv.fieldCount() != columns || next == index.jointActionCount()) {
                throw csv.unexpected(0, rows + " rows of " + columns + " probabilities, one for each joint action");
            }
            for (int column = 0; column < columns; column++) {
                segment.setAtIndex(DOUBLE, next++, probability(csv, column));
            }
        } while (csv.next());
        if (next < index.jointActionCount()) {
            throw csv.endOfFile(rows + " rows of " + columns + " probabilities, one for each joint action");
        }
    }

    private void readRows(CsvReader csv, MemorySegment segment) {
        checkHeader(csv);
        for (long a = 0; a < index.jointActionCount(); a++) {
            segment.setAtIndex(DOUBLE, a, UNSEEN);
        }
        while (csv.next(header)) {
            readRow(csv, segment);
        }
        for (long a = 0; a < index.jointActionCount(); a++) {
            if (segment.getAtIndex(DOUBLE, a) == UNSEEN) {
                segment.setAtIndex(DOUBLE, a, 0);
            }
        }
    }

    private void checkHeader(CsvReader csv) {
        csv.requireFields(header);
        for (int field = 0; field < header.size(); field++) {
            if (!csv.text(field).equals(header.get(field))) {
                throw csv.unexpected(field, "the column " + Labels.shown(header.get(field)) + " of the header");
            }
        }
    }

    private void readRow(CsvReader csv, MemorySegment segment) {
        int players = index.playerCount();
        long jointAction = 0;
        for (int p = 0; p < players; p++) {
            Integer action = actions.get(p).get(csv.text(p));
            if (action == null) {
                throw csv.unexpected(
                        p, "the label of an action of player " + p + " (" + Labels.line(header.get(p)) + ")");
            }
            jointAction += action * index.stride(p);
        }
        if (segment.getAtIndex(DOUBLE, jointAction) != UNSEEN) {
            throw csv.unexpected(0, "a joint action without an earlier row");
        }
        segment.setAtIndex(DOUBLE, jointAction, probability(csv, players));
    }

    private static double probability(CsvReader csv, int field) {
        double probability = csv.number(field, "a probability");
        boolean isProbability = probability >= -NormalisedDistribution.NEGATIVE_LIMIT
                && probability <= 1 + NormalisedDistribution.SUM_LIMIT;
        if (!isProbability) {
            throw csv.unexpected(field, "a probability from 0 to 1");
        }
        return probability;
    }

    /**
     * Writes a distribution.
     *
     * @param sigma over the joint actions of the game. Not modified.
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    void write(JointDistribution sigma, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(CsvReader.row(header));
        boolean sparse = isSparse(sigma);
        for (long a = 0; a < index.jointActionCount(); a++) {
            double probability = sigma.probability(a);
            if (sparse && probability == 0) {
                continue;
            }
            List<String> row = new ArrayList<>();
            for (int p = 0; p < index.playerCount(); p++) {
                row.add(game.actionLabel(p, index.action(a, p)));
            }
            row.add(Numbers.format(probability));
            writer.write(CsvReader.row(row));
        }
        writer.flush();
    }

    private boolean isSparse(JointDistribution sigma) {
        long positive = 0;
        for (long a = 0; a < index.jointActionCount(); a++) {
            positive += sigma.probability(a) > 0 ? 1 : 0;
        }
        return positive < SPARSE_SHARE * index.jointActionCount();
    }
}
