package org.aumann.core.equilibrium;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/**
 * The reference of every equilibrium quantity: plain float64 loops over the stored payoffs.
 *
 * <p>Certificates are computed here. The class shares nothing with the kernels or the solvers but the
 * tensor, and stays as close to the definitions as a loop can be.
 */
public final class DeviationGains {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private DeviationGains() {}

    /**
     * Expected payoff of every player.
     *
     * <pre>{@code value_p = Σ_a σ(a) · G_p(a)}</pre>
     *
     * @param payoffs the payoff tensor
     * @param sigma a distribution over its joint actions
     * @return payoff units, one per player
     */
    public static double[] values(PayoffTensor payoffs, JointDistribution sigma) {
        requireSameShape(payoffs, sigma);
        return IntStream.range(0, payoffs.playerCount())
                .parallel()
                .mapToDouble(p -> value(payoffs, sigma, p))
                .toArray();
    }

    private static double value(PayoffTensor payoffs, JointDistribution sigma, int player) {
        double value = 0;
        for (long a = 0; a < payoffs.index().jointActionCount(); a++) {
            value += sigma.probability(a) * payoffs.get(player, a);
        }
        return value;
    }

    /**
     * The gains of all deviations of all players.
     *
     * <pre>{@code
     * CCE  gain[p][d]    = Σ_a      σ(a)         · (G_p(d, a_{-p}) − G_p(a))
     * CE   gain[p][r][d] = Σ_{a_-p} σ(r, a_{-p}) · (G_p(d, a_{-p}) − G_p(r, a_{-p}))
     * }</pre>
     *
     * <p>Time {@code O(n J)} for CCE, {@code O(J Σ A_p)} for CE; players in parallel. Memory: for CCE the
     * co-player marginals, {@code Σ_p J / A_p} doubles at most.
     *
     * @param payoffs the payoff tensor
     * @param sigma a distribution over its joint actions
     * @param concept which deviations
     * @return payoff units; per player the rows of {@link SolutionConcept}
     */
    public static double[][] gains(PayoffTensor payoffs, JointDistribution sigma, SolutionConcept concept) {
        requireSameShape(payoffs, sigma);
        return IntStream.range(0, payoffs.playerCount())
                .parallel()
                .mapToObj(p -> switch (concept) {
                    case CCE -> coarseDeviationGains(payoffs, sigma, p);
                    case CE -> deviationGains(payoffs, sigma, p);
                })
                .toArray(double[][]::new);
    }

    private static double[] coarseDeviationGains(PayoffTensor payoffs, JointDistribution sigma, int player) {
        JointActionIndex index = payoffs.index();
        long stride = index.stride(player);
        int actions = index.actionCount(player);
        long slab = stride * actions;
        double value = value(payoffs, sigma, player);
        double[] gain = new double[actions];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment marginal = arena.allocate(stride * 8, 8);
            for (long outer = 0; outer < index.jointActionCount(); outer += slab) {
                marginal.fill((byte) 0);
                for (long r = outer; r < outer + slab; r += stride) {
                    for (long rest = 0; rest < stride; rest++) {
                        double sum = marginal.getAtIndex(DOUBLE, rest) + sigma.probability(r + rest);
                        marginal.setAtIndex(DOUBLE, rest, sum);
                    }
                }
                for (int d = 0; d < actions; d++) {
                    long deviation = outer + d * stride;
                    double sum = 0;
                    for (long rest = 0; rest < stride; rest++) {
                        sum += marginal.getAtIndex(DOUBLE, rest) * payoffs.get(player, deviation + rest);
                    }
                    gain[d] += sum;
                }
            }
        }
        for (int d = 0; d < actions; d++) {
            gain[d] -= value;
        }
        return gain;
    }

    private static double[] deviationGains(PayoffTensor payoffs, JointDistribution sigma, int player) {
        JointActionIndex index = payoffs.index();
        long stride = index.stride(player);
        int actions = index.actionCount(player);
        double[] gain = new double[actions * actions];
        for (long a = 0; a < index.jointActionCount(); a++) {
            double probability = sigma.probability(a);
            if (probability == 0) {
                continue;
            }
            int recommended = index.action(a, player);
            long base = a - recommended * stride;
            double payoff = payoffs.get(player, a);
            for (int d = 0; d < actions; d++) {
                gain[recommended * actions + d] += probability * (payoffs.get(player, base + d * stride) - payoff);
            }
        }
        return gain;
    }

    private static void requireSameShape(PayoffTensor payoffs, JointDistribution sigma) {
        if (!payoffs.index().equals(sigma.index())) {
            throw new IllegalArgumentException(
                    "shape of sigma " + sigma.index() + " must be the shape of the payoffs " + payoffs.index());
        }
    }
}
