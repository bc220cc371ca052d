package org.aumann.solvers.meta.linear;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.Fibre;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;
import org.aumann.solvers.meta.program.SelectionProblem;

/**
 * The linear programs of a small game in rational arithmetic: payoffs are the numbers that their doubles are, ε too.
 *
 * <p>Copies of an action are alike, see {@link Fibre}: else they might strictly dominate each other.
 */
public final class ExactSelection {
    /** Entries of a tableau: beyond it pivots take hundredths of a second and more. */
    private static final long LIMIT = 6_000;

    /** Entries of a tableau that takes no longer than a program in float64. */
    private static final long SMALL = 1_500;

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
        long entries = entries(selection);
        return entries > 0 && entries <= LIMIT;
    }

    /**
     * Whether a program is so small, or its numbers so far apart, that float64 need not be tried.
     *
     * @param selection the program
     * @return whether fractions are as fast as rounding, and then better
     */
    public static boolean isPreferred(SelectionProblem selection) {
        return entries(selection) <= SMALL
                ? isPossible(selection)
                : isPossible(selection) && selection.units().isUneven();
    }

    /** Of the tableau; 0 if there is none. */
    private static long entries(SelectionProblem selection) {
        long count = Arrays.stream(selection.units().ofRows())
                .filter(unit -> unit > 0)
                .count();
        boolean hasRows = selection.gameOfPlayers() instanceof TensorGame && count > 0;
        return hasRows ? (count + 2) * (selection.game().outcomes().jointActionCount() + 2) : 0;
    }

    /** The program of the objective at the selection's ε. */
    static Solution greatestObjective(SelectionProblem selection, Deadline deadline) {
        ExactSelection exact = new ExactSelection(selection, (TensorGame) selection.gameOfPlayers());
        BigInteger[][] matrix = new BigInteger[exact.rows.length][exact.size];
        BigInteger[] right = new BigInteger[exact.rows.length];
        exact.fill(matrix, right, selection.epsilon());
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
    static Solution leastEpsilon(SelectionProblem selection, double[] gainUnits, Deadline deadline) {
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
            double[] numbers = numbers(p);
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

    /** The payoffs of a player, copies of an action alike. */
    private double[] numbers(int player) {
        double[] numbers = new double[size];
        Fibre fibre = new Fibre(payoffs, player);
        for (int a = 0; a < size; a++) {
            if (index.action(a, player) == 0) {
                double[] values = fibre.at(a);
                for (int d = 0; d < values.length; d++) {
                    numbers[(int) (a + d * index.stride(player))] = values[d];
                }
            }
        }
        return numbers;
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
