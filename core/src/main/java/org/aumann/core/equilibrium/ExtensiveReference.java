package org.aumann.core.equilibrium;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.BestResponseWalk.WeightedPolicies;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.policy.TabularPolicy;

/**
 * The reference of every quantity of an extensive game: float64 recursion over the nodes of the tree.
 *
 * <p>Where the others play a mixture σ, it is a distribution over <em>joint</em> policies taken from one
 * population per player; a joint action of σ names one policy of each. The class uses neither the sequence
 * form nor realisation plans, so that it can check those who do. Stateless.
 *
 * <p>Marris, Muller, Lanctot, Tuyls and Graepel 2021, "Multi-agent training beyond zero-sum with correlated
 * equilibrium meta-solvers".
 */
public final class ExtensiveReference {
    private ExtensiveReference() {}

    /**
     * Expected payoff of every player when each follows one policy.
     *
     * <p>Time {@code O(n · nodes)}.
     *
     * @param tree the game
     * @param profile one policy per player
     * @return payoff units, one per player
     */
    public static double[] values(GameTree tree, List<TabularPolicy> profile) {
        requirePlayers(tree, profile.size());
        return values(tree, 0, profile);
    }

    private static double[] values(GameTree tree, int node, List<TabularPolicy> profile) {
        double[] values = new double[tree.playerCount()];
        if (tree.actor(node) == GameTree.TERMINAL) {
            for (int p = 0; p < values.length; p++) {
                values[p] = tree.payoff(p, tree.terminal(node));
            }
            return values;
        }
        for (int action = 0; action < tree.childCount(node); action++) {
            double probability = probability(tree, node, action, profile);
            double[] childValues = values(tree, tree.firstChild(node) + action, profile);
            for (int p = 0; p < values.length; p++) {
                values[p] += probability * childValues[p];
            }
        }
        return values;
    }

    /** Probability of an action or outcome at a node. */
    static double probability(GameTree tree, int node, int action, List<TabularPolicy> profile) {
        int actor = tree.actor(node);
        if (actor == GameTree.CHANCE) {
            return tree.edgeProbability(tree.firstChild(node) + action);
        }
        int sequence = tree.sequenceForm(actor).firstSequence(tree.infostate(node)) + action;
        return profile.get(actor).probability(sequence);
    }

    /**
     * Expected payoff of every player when σ recommends and everybody obeys.
     *
     * @param tree the game
     * @param populations per player the policies that σ recommends
     * @param sigma a distribution over joint policies
     * @return payoff units, one per player
     */
    public static double[] values(GameTree tree, List<List<TabularPolicy>> populations, JointDistribution sigma) {
        return mixtureValues(tree, mixture(tree, populations, sigma));
    }

    private static double[] mixtureValues(GameTree tree, List<WeightedPolicies> mixture) {
        double[] values = new double[tree.playerCount()];
        for (WeightedPolicies joint : mixture) {
            double[] payoffs = values(tree, joint.policies());
            for (int p = 0; p < values.length; p++) {
                values[p] += joint.probability() * payoffs[p];
            }
        }
        return values;
    }

    /**
     * What a player can get at most when the others follow one policy each.
     *
     * @param tree the game
     * @param player player from 0
     * @param profile one policy per player; the player's own is not looked at
     * @return payoff units
     */
    public static double bestResponseValue(GameTree tree, int player, List<TabularPolicy> profile) {
        requirePlayers(tree, profile.size());
        return new BestResponseWalk(tree, player, List.of(new WeightedPolicies(1, profile))).value();
    }

    /**
     * What a player can get at most against the co-player marginal {@code σ(a_{-p})}, before any
     * recommendation: the deviation of a coarse correlated equilibrium.
     *
     * <p>Time {@code O(support of σ · nodes)}.
     *
     * @param tree the game
     * @param player player from 0
     * @param populations per player the policies that σ recommends
     * @param sigma a distribution over joint policies
     * @return payoff units
     */
    public static double bestResponseValue(
            GameTree tree, int player, List<List<TabularPolicy>> populations, JointDistribution sigma) {
        return new BestResponseWalk(tree, player, mixture(tree, populations, sigma)).value();
    }

    /**
     * What a player can get at most against {@code σ(a_{-p} | a_p)}, knowing the recommended policy: the
     * deviation of a correlated equilibrium.
     *
     * @param tree the game
     * @param player player from 0
     * @param populations per player the policies that σ recommends
     * @param sigma a distribution over joint policies
     * @param recommended the player's policy that was recommended, with positive marginal probability
     * @return payoff units, per unit of conditional probability
     */
    public static double bestResponseValue(
            GameTree tree,
            int player,
            List<List<TabularPolicy>> populations,
            JointDistribution sigma,
            int recommended) {
        return new BestResponseWalk(tree, player, conditional(tree, player, populations, sigma, recommended)).value();
    }

    /**
     * Distance from a Nash equilibrium, a sum over the players.
     *
     * <pre>{@code nashConv = Σ_p bestResponseValue_p − value_p}</pre>
     *
     * @param tree the game
     * @param profile one policy per player
     * @return payoff units, at least 0 but for rounding; 0 exactly at Nash equilibria
     */
    public static double nashConv(GameTree tree, List<TabularPolicy> profile) {
        double[] values = values(tree, profile);
        double sum = 0;
        for (int p = 0; p < values.length; p++) {
            sum += bestResponseValue(tree, p, profile) - values[p];
        }
        return sum;
    }

    /**
     * Distance of σ from an equilibrium of the full game, where deviations may be to any policy.
     *
     * <pre>{@code
     * cceGap_p = max(0, bestResponseValue_p(σ) − value_p)
     * ceGap_p  = Σ_r σ(r) max(0, bestResponseValue_p(σ | r) − value_p(σ | r))
     * }</pre>
     *
     * @param tree the game
     * @param populations per player the policies that σ recommends
     * @param sigma a distribution over joint policies
     * @param concept CE or CCE
     * @return payoff units, one gap per player, each at least 0
     */
    public static double[] gaps(
            GameTree tree, List<List<TabularPolicy>> populations, JointDistribution sigma, SolutionConcept concept) {
        return gains(tree, populations, sigma, concept).gap().perPlayer();
    }

    /**
     * What σ is worth, and what best responses to it gain: the certificate of an answer of the full game.
     *
     * <pre>{@code
     * CCE  gain[p]    = bestResponseValue_p(σ) − value_p
     * CE   gain[p][r] = σ(r) (bestResponseValue_p(σ | r) − value_p(σ | r))      for every r with σ(r) > 0
     * }</pre>
     *
     * <p>Time {@code O(n · support of σ · nodes)} for either concept.
     *
     * @param tree the game
     * @param populations per player the policies that σ recommends
     * @param sigma a distribution over joint policies
     * @param concept CE or CCE
     * @return signed gains, payoff units
     */
    public static ResponseGains gains(
            GameTree tree, List<List<TabularPolicy>> populations, JointDistribution sigma, SolutionConcept concept) {
        double[] values = values(tree, populations, sigma);
        List<List<Double>> gains = IntStream.range(0, tree.playerCount())
                .mapToObj(p -> switch (concept) {
                    case CCE -> List.of(bestResponseValue(tree, p, populations, sigma) - values[p]);
                    case CE -> gainsAfterRecommendations(tree, p, populations, sigma);
                })
                .toList();
        return new ResponseGains(Arrays.stream(values).boxed().toList(), gains);
    }

    private static List<Double> gainsAfterRecommendations(
            GameTree tree, int player, List<List<TabularPolicy>> populations, JointDistribution sigma) {
        double[] marginal = sigma.marginal(player);
        List<Double> gains = new ArrayList<>();
        for (int r = 0; r < marginal.length; r++) {
            if (marginal[r] > 0) {
                List<WeightedPolicies> conditional = conditional(tree, player, populations, sigma, r);
                double obedience = mixtureValues(tree, conditional)[player];
                double best = new BestResponseWalk(tree, player, conditional).value();
                gains.add(marginal[r] * (best - obedience));
            }
        }
        return gains;
    }

    /** {@code σ(a)}. */
    private static List<WeightedPolicies> mixture(
            GameTree tree, List<List<TabularPolicy>> populations, JointDistribution sigma) {
        return mixture(tree, populations, sigma, 1, _ -> true);
    }

    /** {@code σ(a_{-p} | a_p)}. */
    private static List<WeightedPolicies> conditional(
            GameTree tree,
            int player,
            List<List<TabularPolicy>> populations,
            JointDistribution sigma,
            int recommended) {
        double marginal = sigma.marginal(player)[recommended];
        if (marginal == 0) {
            throw new IllegalArgumentException("policy (" + recommended + ") of player " + player
                    + " must be recommended with positive probability");
        }
        return mixture(tree, populations, sigma, marginal, a -> sigma.index().action(a, player) == recommended);
    }

    private static List<WeightedPolicies> mixture(
            GameTree tree,
            List<List<TabularPolicy>> populations,
            JointDistribution sigma,
            double total,
            LongPredicate selected) {
        requirePlayers(tree, populations.size());
        int[] sizes = populations.stream().mapToInt(List::size).toArray();
        if (!JointActionIndex.of(sizes).equals(sigma.index())) {
            throw new IllegalArgumentException("shape of sigma " + sigma.index()
                    + " must be the sizes of the populations " + JointActionIndex.of(sizes));
        }
        List<WeightedPolicies> mixture = new ArrayList<>();
        for (long a = 0; a < sigma.index().jointActionCount(); a++) {
            if (sigma.probability(a) > 0 && selected.test(a)) {
                mixture.add(
                        new WeightedPolicies(sigma.probability(a) / total, policies(populations, sigma.index(), a)));
            }
        }
        return mixture;
    }

    private static List<TabularPolicy> policies(
            List<List<TabularPolicy>> populations, JointActionIndex index, long jointAction) {
        return IntStream.range(0, populations.size())
                .mapToObj(p -> populations.get(p).get(index.action(jointAction, p)))
                .toList();
    }

    private static void requirePlayers(GameTree tree, int count) {
        if (count != tree.playerCount()) {
            throw new IllegalArgumentException("policies of " + count + " players must be of " + tree.playerCount()
                    + ", the players of " + tree.name());
        }
    }
}
