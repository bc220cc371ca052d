package org.aumann.core.equilibrium;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffSpread;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.TensorGame;

/**
 * What the gains of a game are compared with: tolerances are relative to these units, whatever is added to the payoffs
 * of a player against the same co-players.
 *
 * <pre>{@code D_p = max over a, d of |G_p(d, a_{-p}) − G_p(a)|, the largest deviation difference of a player}</pre>
 *
 * <p>The unit of a row is D_p, unless some differences are much larger than the others, such as those to a penalty of
 * −10⁹. Then it is the power of two above the lower quartile of the row's differences, where that is less than D_p by a
 * factor of 2¹⁰ or more: an equilibrium hardly ever goes where the large ones are. Rows that are no deviation, or
 * whose deviation changes nothing, have the unit 0. Immutable.
 */
public final class GainUnits {
    /** Powers of two by which a unit must be less than the player's largest difference to be one of its own. */
    private static final int OUTLYING = 10;

    /** Powers of two that are told apart. */
    private static final int MAGNITUDES = 64;

    /** Differences that cost nothing to look at. */
    private static final double FEW = 1 << 18;

    /** Differences looked at for the units of rows: beyond it every player has one unit for all. */
    private static final double ROW_LIMIT = 1 << 26;

    private final SolutionConcept concept;
    private final PayoffSpread[] spreads;
    private final double[] rows;

    /** Of every player, and the number of all. */
    private final int[] firstRows;

    private final boolean isUneven;

    /** Per player whether any deviation changes nothing, such as that to a copy of the action. */
    private final boolean[] isIdle;

    private GainUnits(
            SolutionConcept concept,
            PayoffSpread[] spreads,
            int[] firstRows,
            double[] rows,
            boolean isUneven,
            boolean[] isIdle) {
        this.concept = concept;
        this.spreads = spreads;
        this.firstRows = firstRows;
        this.rows = rows;
        this.isUneven = isUneven;
        this.isIdle = isIdle;
    }

    /**
     * The units of a game.
     *
     * <p>Time {@code O(n J)}; with outliers {@code O(J Σ A_p)} where that is at most 2²⁶.
     *
     * @param game the game
     * @param concept which deviations
     * @return one unit a row
     */
    public static GainUnits of(MetaGame game, SolutionConcept concept) {
        JointActionIndex index = game.index();
        PayoffSpread[] spreads = IntStream.range(0, index.playerCount())
                .parallel()
                .mapToObj(game::spread)
                .toArray(PayoffSpread[]::new);
        double[] rows = new double[concept.rowCount(index)];
        int[] firstRows = new int[spreads.length + 1];
        Arrays.setAll(firstRows, p -> concept.firstRow(index, p));
        boolean isUneven = false;
        for (int p = 0; p < spreads.length; p++) {
            double largest = spreads[p].largestDifference();
            fill(rows, index, concept, p, largest);
            double differences = (double) index.jointActionCount() * index.actionCount(p);
            boolean isWorthALook = differences <= FEW || spreads[p].hasOutliers() && differences <= ROW_LIMIT;
            if (isWorthALook && largest > 0 && game instanceof TensorGame tensor) {
                isUneven |= narrow(rows, tensor.payoffs(), concept, p, largest);
            }
        }
        boolean[] isIdle = new boolean[spreads.length];
        for (int p = 0; p < spreads.length; p++) {
            int actions = index.actionCount(p);
            for (int row = 0; actions > 1 && row < concept.rowCount(index, p); row++) {
                boolean isDeviation = concept == SolutionConcept.CCE || row / actions != row % actions;
                isIdle[p] |= isDeviation && rows[firstRows[p] + row] == 0;
            }
        }
        return new GainUnits(concept, spreads, firstRows, rows, isUneven, isIdle);
    }

    private static void fill(double[] rows, JointActionIndex index, SolutionConcept concept, int player, double unit) {
        int actions = index.actionCount(player);
        int first = concept.firstRow(index, player);
        if (actions > 1) {
            Arrays.fill(rows, first, first + concept.rowCount(index, player), unit);
        }
        for (int r = 0; concept == SolutionConcept.CE && r < actions; r++) {
            rows[first + r * actions + r] = 0;
        }
    }

    /** Gives rows units of their own; returns whether any unit is not that of the player. */
    private static boolean narrow(
            double[] rows, PayoffTensor payoffs, SolutionConcept concept, int player, double largest) {
        JointActionIndex index = payoffs.index();
        int first = concept.firstRow(index, player);
        int actions = index.actionCount(player);
        int top = Math.getExponent(largest);
        int[][] counts = new int[concept.rowCount(index, player)][];
        Arrays.setAll(counts, _ -> new int[MAGNITUDES]);
        for (long a = 0; a < index.jointActionCount(); a++) {
            int r = index.action(a, player);
            int row = concept == SolutionConcept.CE ? r * actions : 0;
            double followed = payoffs.get(player, a);
            for (int d = 0; d < actions; d++) {
                double deviated = payoffs.get(player, a + (d - r) * index.stride(player));
                if (!payoffs.precision().isRounding(deviated, followed)) {
                    int magnitude = Math.clamp(top - Math.getExponent(deviated - followed), 0, MAGNITUDES - 1);
                    counts[row + d][magnitude]++;
                }
            }
        }
        boolean isUneven = false;
        for (int i = 0; i < counts.length; i++) {
            int quartile = lowerQuartile(counts[i]);
            double unit = quartile < OUTLYING ? largest : Math.scalb(1.0, top - quartile + 1);
            rows[first + i] =
                    Arrays.stream(counts[i]).anyMatch(count -> count > 0) ? Math.min(rows[first + i], unit) : 0;
            isUneven |= rows[first + i] > 0 && rows[first + i] < largest;
        }
        return isUneven;
    }

    /** The magnitude that a quarter of the differences does not exceed. */
    private static int lowerQuartile(int[] counts) {
        int left = Arrays.stream(counts).sum();
        int quarter = (left + 3) / 4;
        int magnitude = MAGNITUDES;
        for (int smaller = 0; smaller < quarter && magnitude > 0; ) {
            smaller += counts[--magnitude];
        }
        return Math.min(magnitude, MAGNITUDES - 1);
    }

    /**
     * The concept whose rows these are.
     *
     * @return CE or CCE
     */
    public SolutionConcept concept() {
        return concept;
    }

    /**
     * How far the payoffs of a player lie apart.
     *
     * @param player player from 0
     * @return payoff units
     */
    public PayoffSpread spread(int player) {
        return spreads[player];
    }

    /**
     * Whether any rows have units of their own.
     *
     * @return true if some differences are much larger than the others
     */
    public boolean isUneven() {
        return isUneven;
    }

    /**
     * Whether a player has a deviation that changes nothing, so that none of its ε can be below 0.
     *
     * @param player player from 0
     * @return true if there is one, such as that to a copy of an action
     */
    public boolean isIdle(int player) {
        return isIdle[player];
    }

    /**
     * The largest deviation difference of a player.
     *
     * @param player player from 0
     * @return D_p, payoff units; 0 if the player's choices do not matter
     */
    public double ofPlayer(int player) {
        return spreads[player].largestDifference();
    }

    /**
     * The largest deviation difference of all players.
     *
     * @return payoff units
     */
    public double largest() {
        return Arrays.stream(spreads)
                .mapToDouble(PayoffSpread::largestDifference)
                .max()
                .orElse(0);
    }

    /**
     * The smallest unit of a player's rows.
     *
     * @param player player from 0
     * @return payoff units; 0 if the player cannot gain anything
     */
    public double leastOf(int player) {
        return rowsOf(player).min().orElse(0);
    }

    /**
     * The largest unit of a player's rows.
     *
     * @param player player from 0
     * @return payoff units; 0 if the player cannot gain anything
     */
    public double greatestOf(int player) {
        return rowsOf(player).max().orElse(0);
    }

    private DoubleStream rowsOf(int player) {
        return Arrays.stream(rows, firstRows[player], firstRows[player + 1]).filter(unit -> unit > 0);
    }

    /**
     * The unit of every row.
     *
     * @return a copy, payoff units; 0 for rows that nobody can gain by
     */
    public double[] ofRows() {
        return rows.clone();
    }
}
