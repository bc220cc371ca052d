package org.aumann.core.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.jspecify.annotations.Nullable;

/** A game in a {@code .csv} file: match results, or a matrix of one player's payoffs, which has no header. */
final class CsvGame {
    private CsvGame() {}

    /**
     * Reads a game.
     *
     * @param path the file
     * @param reading what it leaves open
     * @return the game, which the caller closes
     */
    static NormalFormGame read(Path path, GameReading reading) {
        try (CsvReader csv = CsvReader.open(path)) {
            requireRow(csv);
            if (!csv.isNumbers()) {
                reading.requireNoMatrix(path.toString(), "match results");
                return new MatchResultsReader(path, csv, reading).results().game();
            }
            reading.requireNoMatches(path.toString(), "a matrix of payoffs");
            return matrix(path, csv, reading.otherPlayer());
        }
    }

    /**
     * Moves to the first row.
     *
     * @param csv stands before it
     */
    static void requireRow(CsvReader csv) {
        if (!csv.next()) {
            throw csv.endOfFile(MatchLayout.KNOWN);
        }
    }

    /**
     * Refuses a matrix.
     *
     * @param path the file
     * @param csv stands on its first row
     */
    static void requireHeader(Path path, CsvReader csv) {
        if (csv.isNumbers()) {
            throw isMatrix(path);
        }
    }

    private static InvalidInputException isMatrix(Path path) {
        return new InvalidInputException(path + ": found a matrix of one player's payoffs, expected --matrix zero_sum "
                + "or --matrix symmetric to say what the other one gets");
    }

    private static NormalFormGame matrix(Path path, CsvReader csv, @Nullable OtherPlayer otherPlayer) {
        if (otherPlayer == null) {
            throw isMatrix(path);
        }
        List<double[]> rows = new ArrayList<>();
        int columns = csv.fieldCount();
        do {
            if (csv.fieldCount() != columns) {
                throw csv.unexpected(
                        Math.min(columns, csv.fieldCount() - 1), columns + " payoffs, as in the first row");
            }
            double[] row = new double[columns];
            for (int column = 0; column < columns; column++) {
                row[column] = csv.number(column, "a payoff");
            }
            rows.add(row);
        } while (csv.next());
        JointActionIndex index = JointActionIndex.of(rows.size(), columns);
        PayoffTensor payoffs = PayoffTensor.allocate(index, Precision.FLOAT64);
        return NormalFormGame.numbered(InputFile.stem(path), TextTensor.filled(payoffs, target -> {
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < columns; column++) {
                    target.set(0, index.jointAction(row, column), rows.get(row)[column]);
                }
            }
            InputFile.located(path.toString(), () -> {
                otherPlayer.complete(target);
                return target;
            });
        }));
    }
}
