package org.aumann.solvers.empirical;

import java.util.Arrays;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.random.Philox;
import org.aumann.core.rollout.EpisodePlan;

/**
 * A tensor seen through noise: returns are the payoff plus {@code ±noise} or, rarely, a jump that balances; some joint
 * actions are noisier than others.
 */
final class NoisyGame implements EpisodeSource {
    private final PayoffTensor payoffs;
    private final double noise;

    NoisyGame(PayoffTensor payoffs, double noise) {
        this.payoffs = payoffs;
        this.noise = noise;
    }

    @Override
    public SampledPayoffs allocate() {
        return SampledPayoffs.allocate(payoffs.index(), new double[payoffs.playerCount()]);
    }

    @Override
    public double returnRange(int player) {
        return payoffs.range(player).width() + 9 * noise + noise;
    }

    @Override
    public void play(long seed, EpisodePlan plan, SampledPayoffs samples) {
        double[] sum = new double[payoffs.playerCount()];
        double[] square = new double[sum.length];
        for (int k = 0; k < plan.size(); k++) {
            long a = plan.jointAction(k);
            Philox random = new Philox(seed, a);
            Arrays.fill(sum, 0);
            Arrays.fill(square, 0);
            for (long e = 0; e < plan.episodes(k); e++) {
                for (int p = 0; p < sum.length; p++) {
                    double u = random.nextDouble();
                    // Skewed: −1 nine times of ten, +9 once; where a is odd two values.
                    double shock = a % 2 == 0 ? (u < 0.9 ? -1 : 9) : (u < 0.5 ? -1 : 1);
                    double value = payoffs.get(p, a) + noise * shock;
                    sum[p] += value;
                    square[p] += value * value;
                }
            }
            samples.add(a, plan.episodes(k), sum, square);
        }
    }
}
