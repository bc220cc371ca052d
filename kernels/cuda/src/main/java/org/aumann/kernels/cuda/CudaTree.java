package org.aumann.kernels.cuda;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;
import org.jspecify.annotations.Nullable;

/** K1, K1x and K4 on a GPU. The terminals and the sweeps stay there; the plans of the policies go there with every call. */
final class CudaTree implements TreeOperator {
    private final CudaDevice device;
    private final GameTree tree;
    private final TerminalMemory terminals;
    private final InfostateSweep[] sweeps;
    private @Nullable CudaRollouts rollouts;

    CudaTree(CudaDevice device, GameTree tree) {
        this.device = device;
        this.tree = tree;
        this.terminals = new TerminalMemory(device, tree);
        this.sweeps = new InfostateSweep[tree.playerCount()];
        Arrays.setAll(sweeps, p -> new InfostateSweep(device, tree, p, terminals));
    }

    @Override
    public long payoffs(List<List<TabularPolicy>> populations, int[] known, PayoffTensor payoffs) {
        try (PolicyPlans plans = new PolicyPlans(device, populations, terminals.count())) {
            ExactPayoffs exact = new ExactPayoffs(device, terminals, plans, payoffs);
            long evaluated = 0;
            for (int q = 0; q < known.length; q++) {
                // Cells in which q is the first player with a new policy: a box of their own.
                int[] from = new int[known.length];
                int[] end = payoffs.index().actionCounts();
                System.arraycopy(known, 0, end, 0, q);
                from[q] = known[q];
                evaluated += exact.fill(from, end);
            }
            return evaluated;
        }
    }

    @Override
    public void rollouts(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples) {
        if (rollouts == null) {
            rollouts = new CudaRollouts(device, tree);
        }
        rollouts.play(populations, seed, plan, samples);
    }

    @Override
    public double[] terminalWeights(List<List<TabularPolicy>> populations, int player, double[] mixture) {
        int[] others =
                IntStream.range(0, populations.size()).filter(q -> q != player).toArray();
        try (PolicyPlans plans = new PolicyPlans(device, populations, terminals.count())) {
            return terminals.weights(plans, others, mixture);
        }
    }

    @Override
    public SequenceValues bestResponse(int player, double[] weights) {
        return sweeps[player].bestResponse(weights);
    }

    @Override
    public void close() {
        if (rollouts != null) {
            rollouts.close();
        }
        for (InfostateSweep sweep : sweeps) {
            sweep.close();
        }
        terminals.close();
    }
}
