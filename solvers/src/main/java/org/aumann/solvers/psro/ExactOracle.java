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
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;

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
    private final RandomGenerator random;

    /**
     * An oracle for a compiled game.
     *
     * @param tree the game
     * @param operator its kernels, not owned
     * @param tieBreak what to do where several actions are best
     * @param random source of the draws of {@link TieBreak#RANDOM}
     */
    public ExactOracle(GameTree tree, TreeOperator operator, TieBreak tieBreak, RandomGenerator random) {
        this.tree = tree;
        this.operator = operator;
        this.tieBreak = tieBreak;
        this.random = random;
    }

    @Override
    public List<BestResponse> respond(PolicyGame game, JointDistribution sigma, int player, SolutionConcept concept) {
        JointActionIndex index = sigma.index();
        int opponents = Math.toIntExact(index.jointActionCount() / index.actionCount(player));
        double[] tremble = tremble(game, player, opponents);
        List<BestResponse> responses = new ArrayList<>();
        if (concept == SolutionConcept.CCE) {
            double value = 0;
            for (long a = 0; a < index.jointActionCount(); a++) {
                value += sigma.probability(a) * game.payoffs().get(player, a);
            }
            responses.add(respond(game, player, -1, sigma.opponentMarginal(player), tremble, value));
            return responses;
        }
        for (int recommendation = 0; recommendation < index.actionCount(player); recommendation++) {
            double[] mixture = new double[opponents];
            double mass = 0;
            double value = 0;
            int k = 0;
            for (long a = 0; a < index.jointActionCount(); a++) {
                if (index.action(a, player) == recommendation) {
                    mixture[k++] = sigma.probability(a);
                    mass += sigma.probability(a);
                    value += sigma.probability(a) * game.payoffs().get(player, a);
                }
            }
            if (mass > 0) {
                responses.add(respond(game, player, recommendation, mixture, tremble, value));
            }
        }
        return responses;
    }

    /** Terminal weights of the tremble, the same for every recommendation. */
    private double[] tremble(PolicyGame game, int player, int opponents) {
        double[] uniform = new double[opponents];
        Arrays.fill(uniform, TREMBLE / opponents);
        return operator.terminalWeights(game.policies(), player, uniform);
    }

    private BestResponse respond(
            PolicyGame game, int player, int recommendation, double[] mixture, double[] tremble, double value) {
        double[] weights = operator.terminalWeights(game.policies(), player, mixture);
        double gain = operator.bestResponse(player, weights).gameValue() - value;
        for (int z = 0; z < weights.length; z++) {
            weights[z] += tremble[z];
        }
        return new BestResponse(recommendation, policy(player, operator.bestResponse(player, weights)), gain);
    }

    private TabularPolicy policy(int player, SequenceValues values) {
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
