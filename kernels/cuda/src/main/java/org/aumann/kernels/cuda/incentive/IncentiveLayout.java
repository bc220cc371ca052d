package org.aumann.kernels.cuda.incentive;

import java.util.Arrays;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.TensorGame;

/**
 * The small arrays of K3 as the kernels lay them out: players, coefficients of the logits, products of the gains.
 *
 * <pre>{@code
 * coefficients  CCE  own, α_0, α_1, …           ℓ += own G(r) − Σ_d α_d G(d)          own = weight + Σ_d α_d
 *               CE   M(·, 0), M(·, 1), …        ℓ(r) += Σ_d M(r, d) G(d)
 * products      CCE  [d][deviation, value]      gain(d) = deviation(d) − Σ value
 *               CE   [r][d]                     gain(r, d) = N(r, d) − N(r, r)
 * }</pre>
 */
final class IncentiveLayout {
    /** Columns of M have a length that is a multiple of this: {@code kRowBlock} of the kernels. */
    private static final int ROW_BLOCK = 4;

    /** Deviations, and for CE recommendations, that a thread sums: {@code kItemActions} of the kernels. */
    private static final int ITEM_ACTIONS = 4;

    /** Fields of the struct {@code Player}. */
    private static final int PLAYER_FIELDS = 5;

    private final JointActionIndex index;
    private final SolutionConcept concept;
    private final int[] firstColumn;
    private final int[] firstCoefficient;
    private final long[] firstProduct;

    IncentiveLayout(JointActionIndex index, SolutionConcept concept) {
        this.index = index;
        this.concept = concept;
        int players = index.playerCount();
        this.firstColumn = new int[players + 1];
        this.firstCoefficient = new int[players + 1];
        this.firstProduct = new long[players + 1];
        for (int p = 0; p < players; p++) {
            int actions = index.actionCount(p);
            firstColumn[p + 1] = firstColumn[p] + actions;
            firstCoefficient[p + 1] = Math.addExact(firstCoefficient[p], coefficientCount(actions));
            firstProduct[p + 1] = firstProduct[p] + (concept == SolutionConcept.CCE ? 2L : actions) * actions;
        }
    }

    private int coefficientCount(int actions) {
        return switch (concept) {
            case CCE -> 1 + actions;
            case CE -> Math.multiplyExact(actions, columnLength(actions));
        };
    }

    private static int columnLength(int actions) {
        return (actions + ROW_BLOCK - 1) / ROW_BLOCK * ROW_BLOCK;
    }

    JointActionIndex index() {
        return index;
    }

    SolutionConcept concept() {
        return concept;
    }

    int coefficientCount() {
        return firstCoefficient[index.playerCount()];
    }

    int productCount() {
        return Math.toIntExact(firstProduct[index.playerCount()]);
    }

    long firstProduct(int player) {
        return firstProduct[player];
    }

    /** Parts of a player's products that one thread sums. */
    long items(int player) {
        long blocks = Math.ceilDiv(index.actionCount(player), ITEM_ACTIONS);
        return concept == SolutionConcept.CCE ? blocks : blocks * blocks;
    }

    /** Sums of an item. */
    int sumsPerItem() {
        return concept == SolutionConcept.CCE ? 2 * ITEM_ACTIONS : ITEM_ACTIONS * ITEM_ACTIONS;
    }

    /** The array of structs {@code Player}. */
    long[] players() {
        long[] players = new long[index.playerCount() * PLAYER_FIELDS];
        for (int p = 0; p < index.playerCount(); p++) {
            int at = p * PLAYER_FIELDS;
            players[at] = index.actionCount(p);
            players[at + 1] = index.stride(p);
            players[at + 2] = firstColumn[p];
            players[at + 3] = firstCoefficient[p];
            players[at + 4] = firstProduct[p];
        }
        return players;
    }

    /** The player of every action of all players. */
    int[] playerOfColumn() {
        int[] player = new int[index.actionCountSum()];
        for (int p = 0; p < index.playerCount(); p++) {
            Arrays.fill(player, firstColumn[p], firstColumn[p + 1], p);
        }
        return player;
    }

    /** The repeat counts of all actions of all players. */
    double[] repeats(TensorGame game) {
        double[] repeats = new double[index.actionCountSum()];
        for (int p = 0; p < index.playerCount(); p++) {
            for (int a = 0; a < index.actionCount(p); a++) {
                repeats[firstColumn[p] + a] = game.repeats(p, a);
            }
        }
        return repeats;
    }

    /**
     * The coefficients of the logits.
     *
     * @param alpha one multiplier per row. Not modified.
     * @param payoffWeights weight of each player's payoff. Not modified.
     * @param coefficients receives them. Modified.
     */
    void coefficients(double[] alpha, double[] payoffWeights, double[] coefficients) {
        for (int p = 0; p < index.playerCount(); p++) {
            int row = concept.firstRow(index, p);
            int at = firstCoefficient[p];
            switch (concept) {
                case CCE -> coarse(index.actionCount(p), payoffWeights[p], alpha, row, coefficients, at);
                case CE -> matrix(index.actionCount(p), payoffWeights[p], alpha, row, coefficients, at);
            }
        }
    }

    private static void coarse(int actions, double weight, double[] alpha, int row, double[] coefficients, int at) {
        double own = weight;
        for (int d = 0; d < actions; d++) {
            coefficients[at + 1 + d] = alpha[row + d];
            own += alpha[row + d];
        }
        coefficients[at] = own;
    }

    /** {@code M(r, d) = −α_rd}, {@code M(r, r) = weight + Σ_{d≠r} α_rd}. */
    private static void matrix(int actions, double weight, double[] alpha, int row, double[] coefficients, int at) {
        int column = columnLength(actions);
        for (int r = 0; r < actions; r++) {
            double own = weight;
            for (int d = 0; d < actions; d++) {
                double multiplier = d == r ? 0 : alpha[row + r * actions + d];
                coefficients[at + d * column + r] = -multiplier;
                own += multiplier;
            }
            coefficients[at + r * column + r] = own;
        }
    }

    /**
     * The gains.
     *
     * @param products of all players. Not modified.
     * @param scale factor of the gains
     * @param gains receives one gain per row. Modified.
     */
    void gains(double[] products, double scale, double[] gains) {
        for (int p = 0; p < index.playerCount(); p++) {
            int actions = index.actionCount(p);
            int row = concept.firstRow(index, p);
            int product = Math.toIntExact(firstProduct[p]);
            switch (concept) {
                case CCE -> {
                    double value = value(products, p);
                    for (int d = 0; d < actions; d++) {
                        gains[row + d] = scale * (products[product + 2 * d] - value);
                    }
                }
                case CE -> {
                    for (int i = 0; i < actions * actions; i++) {
                        int followed = i / actions * (actions + 1);
                        gains[row + i] = scale * (products[product + i] - products[product + followed]);
                    }
                }
            }
        }
    }

    /** A player's expected payoff, from the products. */
    double value(double[] products, int player) {
        int actions = index.actionCount(player);
        int product = Math.toIntExact(firstProduct[player]);
        double value = 0;
        for (int a = 0; a < actions; a++) {
            value += concept == SolutionConcept.CCE
                    ? products[product + 2 * a + 1]
                    : products[product + a * (actions + 1)];
        }
        return value;
    }
}
