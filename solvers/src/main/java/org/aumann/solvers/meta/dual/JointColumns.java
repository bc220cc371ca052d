package org.aumann.solvers.meta.dual;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.SymmetricGame;

/**
 * Columns of the incentive operator at chosen joint actions, in rows scaled with the units of their gains.
 *
 * <p>The non-zeros of a column form a few contiguous blocks: for CCE and count profiles one of all rows, for the CE
 * of a tensor one a player, the rows of the recommended action. Sums over columns are taken in parts of a fixed number, so that they do
 * not depend on the number of threads. Immutable and safe for use by several threads.
 */
public final class JointColumns {
    /** Entries below which one thread is faster. */
    private static final int SMALL = 65_536;

    private static final int PARTS = 4;

    /** Columns between two looks at the clock. */
    private static final int LOOKS = 256;

    private final int rowCount;
    private final int width;
    private final double[] entries;
    private final int[] blockLength;

    /** Per column and block its first row. */
    private final int[] firstRow;

    /**
     * Takes over the differences.
     *
     * @param differences per outcome what {@link org.aumann.kernels.IncentiveOperator#differences} says
     * @param rowScale a factor per row. Not modified.
     */
    JointColumns(MetaGame game, SolutionConcept concept, long[] outcomes, double[] differences, double[] rowScale) {
        JointActionIndex index = game.index();
        boolean isDense = isDense(game, concept);
        this.rowCount = concept.rowCount(index);
        this.width = entryCount(game, concept);
        this.entries = differences;
        this.blockLength = isDense
                ? new int[] {width}
                : IntStream.range(0, index.playerCount())
                        .map(index::actionCount)
                        .toArray();
        this.firstRow = isDense ? new int[outcomes.length] : firstRows(index, outcomes);
        scale(rowScale);
    }

    private void scale(double[] rowScale) {
        for (int k = 0, at = 0; k < count(); k++) {
            for (int b = 0; b < blockLength.length; b++) {
                int row = firstRow[k * blockLength.length + b];
                for (int i = 0; i < blockLength[b]; i++) {
                    entries[at++] *= rowScale[row + i];
                }
            }
        }
    }

    /**
     * Entries of a column.
     *
     * @param game the game
     * @param concept CE or CCE
     * @return numbers of a joint action
     */
    public static int entryCount(MetaGame game, SolutionConcept concept) {
        return isDense(game, concept)
                ? concept.rowCount(game.index())
                : game.index().actionCountSum();
    }

    /** Whether a column has entries in all rows: only in a tensor does every player have one recommendation. */
    private static boolean isDense(MetaGame game, SolutionConcept concept) {
        return concept == SolutionConcept.CCE || game instanceof SymmetricGame;
    }

    private static int[] firstRows(JointActionIndex index, long[] jointActions) {
        int players = index.playerCount();
        int[] rows = new int[jointActions.length * players];
        for (int p = 0; p < players; p++) {
            int first = SolutionConcept.CE.firstRow(index, p);
            for (int k = 0; k < jointActions.length; k++) {
                rows[k * players + p] = first + index.action(jointActions[k], p) * index.actionCount(p);
            }
        }
        return rows;
    }

    int count() {
        return firstRow.length / blockLength.length;
    }

    /** Hears of the entries of the columns. */
    @FunctionalInterface
    public interface EntryVisitor {
        /**
         * Takes an entry.
         *
         * @param column from 0
         * @param row from 0
         * @param value what is there
         */
        void entry(int column, int row, double value);
    }

    /**
     * Goes through all entries, column by column.
     *
     * @param visitor hears of the entries
     */
    public void forEach(EntryVisitor visitor) {
        for (int k = 0, at = 0; k < count(); k++) {
            for (int b = 0; b < blockLength.length; b++) {
                int row = firstRow[k * blockLength.length + b];
                for (int i = 0; i < blockLength[b]; i++) {
                    visitor.entry(k, row + i, entries[at++]);
                }
            }
        }
    }

    private IntStream parts() {
        return entries.length < SMALL
                ? IntStream.of(0)
                : IntStream.range(0, PARTS).parallel();
    }

    private int firstColumn(int part) {
        return entries.length < SMALL ? part * count() : (int) ((long) count() * part / PARTS);
    }

    private <T> List<T> overParts(IntFunction<T> sum) {
        return parts().mapToObj(sum).toList();
    }

    /**
     * {@code Xᵀ rows}: per column its product with a vector over the rows.
     *
     * @param rows one number a row. Not modified.
     * @return one number a column
     */
    public double[] products(double[] rows) {
        double[] products = new double[count()];
        parts().forEach(part -> {
            for (int k = firstColumn(part); k < firstColumn(part + 1); k++) {
                double sum = 0;
                int at = k * width;
                for (int b = 0; b < blockLength.length; b++) {
                    sum += dot(at, rows, firstRow[k * blockLength.length + b], blockLength[b]);
                    at += blockLength[b];
                }
                products[k] = sum;
            }
        });
        return products;
    }

    /** Four chains: a single one would wait for its own additions. */
    private double dot(int at, double[] rows, int row, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            sum0 += entries[at + i] * rows[row + i];
            sum1 += entries[at + i + 1] * rows[row + i + 1];
            sum2 += entries[at + i + 2] * rows[row + i + 2];
            sum3 += entries[at + i + 3] * rows[row + i + 3];
        }
        for (; i < length; i++) {
            sum0 += entries[at + i] * rows[row + i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /**
     * {@code X weights}: a vector over the rows. Columns without weight cost nothing.
     *
     * @param weights one number a column. Not modified.
     * @return one number a row
     */
    public double[] combination(double[] weights) {
        double[] combination = new double[rowCount];
        for (double[] part : overParts(part -> combination(part, weights))) {
            for (int i = 0; i < rowCount; i++) {
                combination[i] += part[i];
            }
        }
        return combination;
    }

    private double[] combination(int part, double[] weights) {
        double[] sum = new double[rowCount];
        for (int k = firstColumn(part); k < firstColumn(part + 1); k++) {
            if (weights[k] == 0) {
                continue;
            }
            int at = k * width;
            for (int b = 0; b < blockLength.length; b++) {
                int row = firstRow[k * blockLength.length + b];
                for (int i = 0; i < blockLength[b]; i++) {
                    sum[row + i] += weights[k] * entries[at + i];
                }
                at += blockLength[b];
            }
        }
        return sum;
    }

    /**
     * The covariance of the columns over some rows.
     *
     * @param weights c; negative ones take columns out again. Not modified.
     * @param rows ascending. Not modified.
     * @param deadline when to stop: what is not summed by then is left out
     */
    Covariance covariance(double[] weights, int[] rows, Deadline deadline) {
        int[] position = positions(rows);
        return overParts(part -> covariance(part, weights, rows, position, deadline)).stream()
                .reduce(Covariance::plus)
                .orElseThrow();
    }

    /** Position of the first wanted row at or after every row. */
    private int[] positions(int[] rows) {
        int[] position = new int[rowCount + 1];
        int next = 0;
        for (int row = 0; row < position.length; row++) {
            position[row] = next;
            if (next < rows.length && rows[next] == row) {
                next++;
            }
        }
        return position;
    }

    private Covariance covariance(int part, double[] weights, int[] rows, int[] position, Deadline deadline) {
        Covariance covariance = new Covariance(rows.length);
        int[] starts = new int[blockLength.length];
        int[] ends = new int[blockLength.length];
        double[] x = new double[rows.length];
        for (int k = firstColumn(part); k < firstColumn(part + 1); k++) {
            if (k % LOOKS == 0 && deadline.isOver()) {
                break;
            }
            if (weights[k] == 0) {
                continue;
            }
            int at = k * width;
            for (int b = 0; b < blockLength.length; b++) {
                int row = firstRow[k * blockLength.length + b];
                starts[b] = position[row];
                ends[b] = position[row + blockLength[b]];
                for (int i = starts[b]; i < ends[b]; i++) {
                    x[i] = entries[at + rows[i] - row];
                }
                at += blockLength[b];
            }
            covariance.add(weights[k], x, starts, ends);
        }
        return covariance;
    }
}
