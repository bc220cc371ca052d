package org.aumann.core.equilibrium;

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
 * <pre>{@code D_p = max over a_{-p} of max_d G_p(d, a_{-p}) − min_d G_p(d, a_{-p})}</pre>
 *
 * <p>The unit of a player is D_p, the largest difference that a deviation can make; unless a few differences are much
 * larger than the others, such as those to a penalty of −10⁹: then it is the {@linkplain
 * PayoffSpread#typicalDifference typical} one, as equilibria hardly ever go where the others are. Rows that are no
 * deviation, or, in games that are small enough to look, whose deviation changes nothing, have the unit 0. Immutable.
 */
public final class GainUnits {
    /** Differences that cost nothing to look at one by one. */
    private static final long FEW = 1 << 18;

    private final SolutionConcept concept;
    private final PayoffSpread[] spreads;
    private final double[] rows;

    /** Per player whether any deviation changes nothing. */
    private final boolean[] isIdle;

    private boolean isUneven;

    private GainUnits(MetaGame game, SolutionConcept concept, PayoffSpread[] spreads) {
        JointActionIndex index = game.index();
        this.concept = concept;
        this.spreads = spreads;
        this.rows = new double[concept.rowCount(index)];
        this.isIdle = new boolean[spreads.length];
        for (int p = 0; p < spreads.length; p++) {
            isUneven |= spreads[p].hasOutliers();
            long differences = index.jointActionCount() * index.actionCount(p);
            boolean[] changes =
                    game instanceof TensorGame tensor && differences <= FEW ? changes(tensor.payoffs(), p) : null;
            int actions = index.actionCount(p);
            int first = concept.firstRow(index, p);
            for (int row = 0; row < concept.rowCount(index, p); row++) {
                boolean isDeviation = actions > 1 && (concept == SolutionConcept.CCE || row / actions != row % actions);
                boolean isIdleRow = ofPlayer(p) == 0 || (changes != null && !changes[row]);
                isIdle[p] |= isDeviation && isIdleRow;
                rows[first + row] = isDeviation && !isIdleRow ? ofPlayer(p) : 0;
            }
        }
    }

    /**
     * The units of a game.
     *
     * <p>Time {@code O(n J)}.
     *
     * @param game the game
     * @param concept which deviations
     * @return one unit a row
     */
    public static GainUnits of(MetaGame game, SolutionConcept concept) {
        PayoffSpread[] spreads = IntStream.range(0, game.index().playerCount())
                .parallel()
                .mapToObj(game::spread)
                .toArray(PayoffSpread[]::new);
        return new GainUnits(game, concept, spreads);
    }

    /** Per row of a player whether its deviation changes anything anywhere; in most games that is soon known. */
    private boolean[] changes(PayoffTensor payoffs, int player) {
        JointActionIndex index = payoffs.index();
        int actions = index.actionCount(player);
        long stride = index.stride(player);
        boolean[] changes = new boolean[concept.rowCount(index, player)];
        int deviations = concept == SolutionConcept.CE ? actions * (actions - 1) : actions;
        for (long base = 0, found = 0; base < index.jointActionCount() && found < deviations; base++) {
            if (index.action(base, player) != 0) {
                continue;
            }
            for (int r = 0; r < actions; r++) {
                double followed = payoffs.get(player, base + r * stride);
                int row = concept == SolutionConcept.CE ? r * actions : 0;
                for (int d = 0; d < actions; d++) {
                    double deviated = payoffs.get(player, base + d * stride);
                    if (!changes[row + d] && !payoffs.precision().isRounding(deviated, followed)) {
                        changes[row + d] = true;
                        found++;
                    }
                }
            }
        }
        return changes;
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
     * The unit of a player.
     *
     * @param player player from 0
     * @return payoff units; 0 if the player's choices do not matter
     */
    public double ofPlayer(int player) {
        return spreads[player].unit();
    }

    /**
     * The unit of every row.
     *
     * @return a copy, payoff units; 0 for rows that nobody can gain by
     */
    public double[] ofRows() {
        return rows.clone();
    }

    /**
     * Whether any player has differences that are much larger than its unit.
     *
     * @return true if there are penalties, or prizes
     */
    public boolean isUneven() {
        return isUneven;
    }

    /**
     * Whether a player has a deviation that changes nothing, so that its ε cannot be below 0.
     *
     * @param player player from 0
     * @return true if there is one, such as that to a copy of an action
     */
    public boolean isIdle(int player) {
        return isIdle[player];
    }
}
