package org.aumann.solvers.psro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;
import org.aumann.solvers.loop.PolicyGame;

/**
 * Exact best responses by backward induction over the player's infostates.
 *
 * <p>The opponent is a mixture over <em>joint</em> co-player policies: beliefs about which one is being
 * played update along the tree, which the terminal weights of {@link TreeOperator#terminalWeights} carry.
 */
public final class ExactOracle implements BestResponseOracle {
    /** Actions this close to the best, relative to the payoffs at stake below, count as equally good. */
    private static final double TIE_TOLERANCE = 1e-12;

    /**
     * Weight of the uniform mixture of the co-players' policies that is added before actions are chosen: a
     * response is sensible also where the mixture itself never leads. The gain is measured without it.
     */
    private static final double TREMBLE = 1e-9;

    private final GameTree tree;
    private final TreeOperator operator;
    private final TieBreak tieBreak;

    /**
     * An oracle for a compiled game.
     *
     * @param tree the game
     * @param operator its kernels, not owned
     * @param tieBreak what to do where several actions are best
     */
    public ExactOracle(GameTree tree, TreeOperator operator, TieBreak tieBreak) {
        this.tree = tree;
        this.operator = operator;
        this.tieBreak = tieBreak;
    }

    @Override
    public List<BestResponse> respond(
            PolicyGame<TabularPolicy> game,
            JointDistribution sigma,
            int player,
            SolutionConcept concept,
            RandomGenerator random) {
        PayoffTensor payoffs = game.payoffs();
        int opponents =
                Math.toIntExact(sigma.index().jointActionCount() / sigma.index().actionCount(player));
        double[] tremble = tremble(game, player, opponents);
        List<BestResponse> responses = new ArrayList<>();
        switch (concept) {
            case CCE -> {
                double value = 0;
                for (long a = 0; a < sigma.index().jointActionCount(); a++) {
                    value += sigma.probability(a) * payoffs.get(player, a);
                }
                responses.add(respond(game, player, -1, sigma.opponentMarginal(player), tremble, value, random));
            }
            case CE -> {
                for (int r = 0; r < sigma.index().actionCount(player); r++) {
                    double[] slice = sigma.slice(player, r);
                    if (Arrays.stream(slice).anyMatch(probability -> probability > 0)) {
                        double value = value(payoffs, player, r, slice);
                        responses.add(respond(game, player, r, slice, tremble, value, random));
                    }
                }
            }
        }
        return responses;
    }

    /** What following a recommendation earns, {@code Σ σ(r, a_{-p}) G_p(r, a_{-p})}. */
    private static double value(PayoffTensor payoffs, int player, int recommendation, double[] slice) {
        JointActionIndex index = payoffs.index();
        long stride = index.stride(player);
        long step = stride * index.actionCount(player);
        double value = 0;
        int others = 0;
        for (long first = recommendation * stride; first < index.jointActionCount(); first += step) {
            for (long a = first; a < first + stride; a++) {
                value += slice[others++] * payoffs.get(player, a);
            }
        }
        return value;
    }

    /** Terminal weights of the tremble, the same for every recommendation. */
    private double[] tremble(PolicyGame<TabularPolicy> game, int player, int opponents) {
        double[] uniform = new double[opponents];
        Arrays.fill(uniform, TREMBLE / opponents);
        return operator.terminalWeights(game.policies(), player, uniform);
    }

    private BestResponse respond(
            PolicyGame<TabularPolicy> game,
            int player,
            int recommendation,
            double[] mixture,
            double[] tremble,
            double value,
            RandomGenerator random) {
        double[] weights = operator.terminalWeights(game.policies(), player, mixture);
        double gain = operator.bestResponse(player, weights).gameValue() - value;
        for (int z = 0; z < weights.length; z++) {
            weights[z] += tremble[z];
        }
        return new BestResponse(recommendation, policy(player, operator.bestResponse(player, weights), random), gain);
    }

    private TabularPolicy policy(int player, SequenceValues values, RandomGenerator random) {
        SequenceForm form = tree.sequenceForm(player);
        double[] probability = new double[form.sequenceCount()];
        double range = tree.payoffRange(player);
        for (int i = 0; i < form.infostateCount(); i++) {
            int first = form.firstSequence(i);
            int end = first + form.actionCount(i);
            double best = Double.NEGATIVE_INFINITY;
            double mass = 0;
            for (int s = first; s < end; s++) {
                best = Math.max(best, values.value(s));
                mass = Math.max(mass, values.mass(s));
            }
            double enough = best - TIE_TOLERANCE * range * mass;
            int[] tied = IntStream.range(first, end)
                    .filter(sequence -> values.value(sequence) >= enough)
                    .toArray();
            tieBreak.play(tied, probability, random);
        }
        return TabularPolicy.of(form, probability);
    }
}
