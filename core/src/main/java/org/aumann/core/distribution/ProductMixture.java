package org.aumann.core.distribution;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.payoff.JointActionIndex;

/**
 * A mixture of product profiles, such as the time average of joint play, kept as its rank-one terms.
 *
 * <pre>{@code σ(a) = Σ_t w_t Π_p x^t_p(a_p) / Σ_t w_t}</pre>
 *
 * <p>Not the product of the averages. Memory {@code T Σ A_p}; the vector of all joint actions is made by
 * {@link #expand} only. Not safe for use by several threads.
 */
public final class ProductMixture {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final JointActionIndex index;
    private final List<double[]> profiles = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private double weightSum;

    /**
     * A mixture without terms.
     *
     * @param index the joint actions
     */
    public ProductMixture(JointActionIndex index) {
        this.index = index;
    }

    /**
     * Adds a term.
     *
     * @param weight w, positive
     * @param profile the strategies one after the other, {@code Σ A_p} probabilities. Not modified.
     */
    public void add(double weight, double[] profile) {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("weight (" + weight + ") must be positive");
        }
        if (profile.length != index.actionCountSum()) {
            throw new IllegalArgumentException(
                    "profile.length (" + profile.length + ") must be " + index.actionCountSum() + " = Σ A_p");
        }
        profiles.add(profile.clone());
        weights.add(weight);
        weightSum += weight;
    }

    /**
     * The joint actions.
     *
     * @return the index
     */
    public JointActionIndex index() {
        return index;
    }

    /**
     * Number of terms.
     *
     * @return T, at least 0
     */
    public int termCount() {
        return profiles.size();
    }

    /**
     * The share of a term.
     *
     * @param term term from 0
     * @return {@code w_t / Σ w}
     */
    public double share(int term) {
        return weights.get(term) / weightSum;
    }

    /**
     * The strategies of a term.
     *
     * @param term term from 0
     * @return a copy, the strategies one after the other
     */
    public double[] profile(int term) {
        return profiles.get(term).clone();
    }

    /**
     * The average strategies of all players.
     *
     * @return the marginals {@code σ(a_p)} one after the other
     */
    public double[] marginals() {
        double[] marginals = new double[index.actionCountSum()];
        for (int t = 0; t < termCount(); t++) {
            for (int a = 0; a < marginals.length; a++) {
                marginals[a] += share(t) * profiles.get(t)[a];
            }
        }
        return marginals;
    }

    /**
     * The distribution over all joint actions.
     *
     * <p>Time {@code O(T J)}, memory {@code 8 J} bytes.
     *
     * @return σ
     */
    public JointDistribution expand() {
        MemorySegment segment = JointDistribution.memory(index);
        for (int t = 0; t < termCount(); t++) {
            addProduct(index, share(t), profiles.get(t), segment);
        }
        return JointDistribution.over(index, segment);
    }

    /**
     * Adds a product of strategies to a sum over all joint actions.
     *
     * <pre>{@code sum(a) += w Π_p x_p(a_p)}</pre>
     *
     * <p>Time {@code O(J)}, less where strategies have zeros.
     *
     * @param index the joint actions
     * @param weight w
     * @param profile the strategies one after the other, {@code Σ A_p} probabilities. Not modified.
     * @param sum float64 memory of {@code J} elements. Modified.
     */
    public static void addProduct(JointActionIndex index, double weight, double[] profile, MemorySegment sum) {
        add(index, sum, profile, 0, 0, 0, weight);
    }

    private static void add(
            JointActionIndex index,
            MemorySegment segment,
            double[] profile,
            int player,
            int first,
            long base,
            double product) {
        int actions = index.actionCount(player);
        boolean isLast = player == index.playerCount() - 1;
        for (int a = 0; a < actions; a++) {
            double probability = product * profile[first + a];
            long jointAction = base + a * index.stride(player);
            if (isLast) {
                segment.setAtIndex(DOUBLE, jointAction, segment.getAtIndex(DOUBLE, jointAction) + probability);
            } else if (probability != 0) {
                add(index, segment, profile, player + 1, first + actions, jointAction, probability);
            }
        }
    }
}
