package org.aumann.solvers.zerosum;

import java.util.Arrays;
import java.util.Optional;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffRange;
import org.aumann.core.payoff.PayoffTensor;

/**
 * The zero-sum game that a game of two players is for those who choose in it.
 *
 * <pre>{@code
 * G_0(i, j) = M(i, j) + f(j)      μ G_1(i, j) = −M(i, j) + g(i)      for some μ > 0
 * }</pre>
 *
 * <p>f and g change no deviation gain, and μ none of their signs: the correlated equilibria are those of M (Moulin and
 * Vial 1978, strategically zero-sum games). A game of constant sum is one with μ = 1. Entries are divided by the largest
 * difference, so that they are of order 1. Immutable.
 */
public final class ZeroSumMatrix {
    /** What the rounding of payoffs leaves of a sum that is 0, relative to the largest payoff. */
    private static final double ROUNDING = 0x1p-44;

    /** Joint actions: beyond it the optimal strategies of the two players take minutes. */
    private static final long LIMIT = 1 << 18;

    private final double[][] entries;

    private ZeroSumMatrix(double[][] entries) {
        this.entries = entries;
    }

    /**
     * The matrix of a game.
     *
     * <p>Time {@code O(J)}.
     *
     * @param payoffs the payoffs. Not modified.
     * @return empty if there are not two players, more than 2¹⁸ joint actions, or interests that are not opposed everywhere
     */
    public static Optional<ZeroSumMatrix> of(PayoffTensor payoffs) {
        JointActionIndex index = payoffs.index();
        if (index.playerCount() != 2 || index.jointActionCount() > LIMIT) {
            return Optional.empty();
        }
        double[][] first = misses(payoffs, 0);
        double[][] second = misses(payoffs, 1);
        double unit = greatest(first);
        double[][] mine = interaction(first);
        double[][] theirs = interaction(second);
        double product = 0;
        double square = 0;
        for (int i = 0; i < mine.length; i++) {
            for (int j = 0; j < mine[i].length; j++) {
                product += mine[i][j] * theirs[i][j];
                square += theirs[i][j] * theirs[i][j];
            }
        }
        double factor = -product / square;
        if (!(factor > 0) || !Double.isFinite(factor)) {
            return Optional.empty();
        }
        double rounding = ROUNDING * (magnitude(payoffs, 0) + factor * magnitude(payoffs, 1));
        for (int i = 0; i < mine.length; i++) {
            for (int j = 0; j < mine[i].length; j++) {
                if (!(Math.abs(mine[i][j] + factor * theirs[i][j]) <= rounding)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new ZeroSumMatrix(matrix(first, second, factor, unit)));
    }

    private static double magnitude(PayoffTensor payoffs, int player) {
        PayoffRange range = payoffs.range(player);
        return Math.max(Math.abs(range.least()), Math.abs(range.greatest()));
    }

    /** M: what player 0 misses, less the part of the sum that depends on the column alone. */
    private static double[][] matrix(double[][] first, double[][] second, double factor, double unit) {
        int rows = first.length;
        double[] ofColumn = new double[first[0].length];
        for (int j = 0; j < ofColumn.length; j++) {
            for (int i = 0; i < rows; i++) {
                ofColumn[j] += (first[i][j] + factor * second[i][j]) / rows;
            }
        }
        double[][] entries = new double[rows][ofColumn.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < ofColumn.length; j++) {
                entries[i][j] = (first[i][j] - ofColumn[j]) / unit;
            }
        }
        return entries;
    }

    /** {@code G_p(a) − max_d G_p(d, a_{-p})}: what does not depend on the player's own action goes without rounding. */
    private static double[][] misses(PayoffTensor payoffs, int player) {
        int rows = payoffs.index().actionCount(0);
        int columns = payoffs.index().actionCount(1);
        double[] best = new double[player == 0 ? columns : rows];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int k = player == 0 ? j : i;
                best[k] = Math.max(best[k], payoffs.get(player, (long) i * columns + j));
            }
        }
        double[][] misses = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                misses[i][j] = payoffs.get(player, (long) i * columns + j) - best[player == 0 ? j : i];
            }
        }
        return misses;
    }

    /** What is left without the means of rows and columns. */
    private static double[][] interaction(double[][] x) {
        int rows = x.length;
        int columns = x[0].length;
        double[] ofRow = new double[rows];
        double[] ofColumn = new double[columns];
        double mean = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                ofRow[i] += x[i][j] / columns;
                ofColumn[j] += x[i][j] / rows;
            }
            mean += ofRow[i] / rows;
        }
        double[][] interaction = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                interaction[i][j] = x[i][j] - ofRow[i] - ofColumn[j] + mean;
            }
        }
        return interaction;
    }

    private static double greatest(double[][] x) {
        return Arrays.stream(x)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /**
     * Number of actions of player 0, who wants much.
     *
     * @return at least 1
     */
    public int rowCount() {
        return entries.length;
    }

    /**
     * Number of actions of player 1, who wants little.
     *
     * @return at least 1
     */
    public int columnCount() {
        return entries[0].length;
    }

    /**
     * One entry.
     *
     * @param row row from 0
     * @param column column from 0
     * @return M(row, column), of order 1
     */
    public double entry(int row, int column) {
        return entries[row][column];
    }

    /** The same game from the other side: {@code −Mᵀ}. */
    ZeroSumMatrix turned() {
        double[][] turned = new double[columnCount()][rowCount()];
        for (int i = 0; i < rowCount(); i++) {
            for (int j = 0; j < columnCount(); j++) {
                turned[j][i] = -entries[i][j];
            }
        }
        return new ZeroSumMatrix(turned);
    }
}
