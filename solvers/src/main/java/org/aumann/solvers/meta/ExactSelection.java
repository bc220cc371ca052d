package org.aumann.solvers.meta;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;

/**
 * The linear programs of a small game in rational arithmetic: payoffs are the numbers that their doubles are, ε too.
 *
 * <p>Differences that are {@linkplain org.aumann.core.payoff.Precision#isRounding rounding} are 0: without them copies of
 * an action would strictly dominate each other.
 */
final class ExactSelection {
    /** Entries of a tableau: beyond it pivots take a tenth of a second and more. */
    private static final long LIMIT = 20_000;

    private final SelectionProblem selection;
    private final PayoffTensor payoffs;
    private final JointActionIndex index;
    private final int size;
    private final int[] rows;

    private ExactSelection(SelectionProblem selection, TensorGame game) {
        this.selection = selection;
        this.payoffs = game.payoffs();
        this.index = game.index();
        this.size = Math.toIntExact(index.jointActionCount());
        double[] units = selection.units().ofRows();
        this.rows = IntStream.range(0, units.length).filter(i -> units[i] > 0).toArray();
    }

    /** Whether a program is small enough. */
    static boolean isPossible(SelectionProblem selection) {
        double[] units = selection.units().ofRows();
        long count = Arrays.stream(units).filter(unit -> unit > 0).count();
        return selection.gameOfPlayers() instanceof TensorGame game
                && count > 0
                && (count + 2) * (game.index().jointActionCount() + 2) <= LIMIT;
    }

    /** The program of the objective at the selection's ε. */
    static Solution greatestObjective(SelectionProblem selection, long deadline) {
        ExactSelection exact = new ExactSelection(selection, (TensorGame) selection.gameOfPlayers());
        BigInteger[][] matrix = new BigInteger[exact.rows.length][exact.size];
        BigInteger[] right = new BigInteger[exact.rows.length];
        exact.fill(matrix, right, selection.askedEpsilon());
        double[] objective = IntStream.range(0, exact.size)
                .mapToDouble(selection::coefficient)
                .toArray();
        int exponent = leastExponent(objective);
        BigInteger[] integers =
                Arrays.stream(objective).mapToObj(c -> integer(c, exponent)).toArray(BigInteger[]::new);
        ExactProgram program = new ExactProgram(matrix, right, integers);
        boolean isSolved = program.solve(deadline);
        return new Solution(program, isSolved, Math.scalb(isSolved ? program.value() : Double.NaN, exponent));
    }

    /** The program of the smallest ε; its value is −ε. */
    static Solution leastEpsilon(SelectionProblem selection, double[] gainUnits, long deadline) {
        ExactSelection exact = new ExactSelection(selection, (TensorGame) selection.gameOfPlayers());
        BigInteger[][] matrix = new BigInteger[exact.rows.length][exact.size + 1];
        BigInteger[] right = new BigInteger[exact.rows.length];
        exact.fill(matrix, right, gainUnits);
        for (int i = 0; i < right.length; i++) {
            matrix[i][exact.size] = right[i].negate();
            right[i] = BigInteger.ZERO;
        }
        ExactProgram program = new ExactProgram(matrix, right, new BigInteger[0]);
        boolean isSolved = program.solve(deadline);
        boolean isIdle = IntStream.range(0, gainUnits.length).anyMatch(selection.units()::isIdle);
        double value = isSolved ? program.value() : Double.NaN;
        return new Solution(program, isSolved, isIdle ? Math.min(0, value) : value);
    }

    /**
     * What came of a program.
     *
     * @param program afterwards
     * @param isSolved whether the end was reached in time
     * @param value of the objective, rounded once
     */
    record Solution(ExactProgram program, boolean isSolved, double value) {}

    /** The deviation differences of every row and a number of its player, in units of a power of two for each. */
    private void fill(BigInteger[][] matrix, BigInteger[] right, double[] ofPlayer) {
        SolutionConcept concept = selection.concept();
        int next = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            int first = concept.firstRow(index, p);
            int end = first + concept.rowCount(index, p);
            int player = p;
            double[] numbers = IntStream.range(0, size)
                    .mapToDouble(a -> payoffs.get(player, a))
                    .toArray();
            int exponent = Math.min(leastExponent(numbers), leastExponent(ofPlayer[p]));
            BigInteger[] integers =
                    Arrays.stream(numbers).mapToObj(g -> integer(g, exponent)).toArray(BigInteger[]::new);
            for (; next < rows.length && rows[next] < end; next++) {
                int row = rows[next] - first;
                int actions = index.actionCount(p);
                int recommended = concept == SolutionConcept.CE ? row / actions : -1;
                for (int a = 0; a < size; a++) {
                    boolean isConcerned = recommended < 0 || index.action(a, p) == recommended;
                    int deviated = (int) (index.base(a, p) + row % actions * index.stride(p));
                    matrix[next][a] = !isConcerned || payoffs.precision().isRounding(numbers[deviated], numbers[a])
                            ? BigInteger.ZERO
                            : integers[deviated].subtract(integers[a]);
                }
                right[next] = integer(ofPlayer[p], exponent);
            }
        }
    }

    /** The greatest power of two of which all numbers are multiples. */
    private static int leastExponent(double... numbers) {
        int least = Double.MAX_EXPONENT;
        for (double number : numbers) {
            if (number != 0) {
                int exponent = Math.getExponent(number) - 52;
                least = Math.min(least, exponent + Long.numberOfTrailingZeros((long) Math.scalb(number, -exponent)));
            }
        }
        return least;
    }

    private static BigInteger integer(double number, int exponent) {
        if (number == 0) {
            return BigInteger.ZERO;
        }
        int own = Math.getExponent(number) - 52;
        BigInteger mantissa = BigInteger.valueOf((long) Math.scalb(number, -own));
        return own >= exponent ? mantissa.shiftLeft(own - exponent) : mantissa.shiftRight(exponent - own);
    }
}
