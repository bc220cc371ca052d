package org.aumann.core.catalogue;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * The two-player games of the textbooks, payoffs as in OpenSpiel where it has them.
 *
 * <p>Columns are labelled like the rows. Gibson's game is the smallest in which playing each column's best reply is a coarse correlated but
 * not a correlated equilibrium; player 1 is indifferent.
 */
final class MatrixGames {
    /** One entry per game. */
    static final List<GameDefinition> DEFINITIONS = List.of(
            matrix(
                    "matrix_pd",
                    "prisoner's dilemma",
                    new double[][] {{5, 0}, {10, 1}},
                    new double[][] {{5, 10}, {0, 1}},
                    List.of("cooperate", "defect")),
            matrix(
                    "matrix_sh",
                    "stag hunt",
                    new double[][] {{2, 0}, {1, 1}},
                    new double[][] {{2, 1}, {0, 1}},
                    List.of("stag", "hare")),
            matrix(
                    "matrix_bos",
                    "battle of the sexes",
                    new double[][] {{3, 0}, {0, 2}},
                    new double[][] {{2, 0}, {0, 3}},
                    List.of("A", "B")),
            matrix(
                    "matrix_chicken",
                    "chicken: correlated equilibria beat every Nash equilibrium",
                    new double[][] {{0, 7}, {2, 6}},
                    new double[][] {{0, 2}, {7, 6}},
                    List.of("dare", "chicken")),
            matrix(
                    "matrix_mp",
                    "matching pennies",
                    new double[][] {{1, -1}, {-1, 1}},
                    new double[][] {{-1, 1}, {1, -1}},
                    List.of("heads", "tails")),
            matrix(
                    "matrix_rps",
                    "rock, paper, scissors",
                    new double[][] {{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}},
                    new double[][] {{0, 1, -1}, {-1, 0, 1}, {1, -1, 0}},
                    List.of("rock", "paper", "scissors")),
            matrix(
                    "matrix_shapleys_game",
                    "Shapley's game: fictitious play cycles",
                    new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                    new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}},
                    List.of("A", "B", "C")),
            matrix(
                    "matrix_gibson",
                    "Gibson's game: a coarse correlated equilibrium that is not correlated",
                    new double[][] {{1, 0}, {0, 2}, {-1, 1}},
                    new double[3][2],
                    List.of("A", "B", "C")));

    private MatrixGames() {}

    private static GameDefinition matrix(
            String id, String description, double[][] row, double[][] column, List<String> rowLabels) {
        List<String> columnLabels = rowLabels.subList(0, row[0].length);
        return new GameDefinition(id, GameKind.NORMAL_FORM, description, arguments -> {
            JointActionIndex index = JointActionIndex.of(row.length, row[0].length);
            PayoffTensor payoffs = PayoffTensor.of(index, flat(row), flat(column));
            return new NormalFormGame(
                    arguments.toString(), payoffs, List.of("row", "column"), List.of(rowLabels, columnLabels));
        });
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }
}
