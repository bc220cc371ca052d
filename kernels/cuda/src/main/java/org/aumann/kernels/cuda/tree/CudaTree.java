package org.aumann.kernels.cuda.tree;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.host.CellBox;

/** K1x and K4 on a GPU. The terminals and the sweeps stay there; the plans of the policies go there with every call. */
public final class CudaTree implements TreeOperator {
    private final CudaDevice device;
    private final TerminalMemory terminals;
    private final InfostateSweep[] sweeps;

    /**
     * The operator of a game.
     *
     * @param device the GPU
     * @param tree the game
     */
    public CudaTree(CudaDevice device, GameTree tree) {
        this.device = device;
        this.terminals = new TerminalMemory(device, tree);
        this.sweeps = new InfostateSweep[tree.playerCount()];
        Arrays.setAll(sweeps, p -> new InfostateSweep(device, tree, p, terminals));
    }

    @Override
    public long payoffs(List<List<TabularPolicy>> populations, int[] known, PayoffTensor payoffs) {
        try (PolicyPlans plans = new PolicyPlans(device, populations, terminals.count())) {
            ExactPayoffs exact = new ExactPayoffs(device, terminals, plans, payoffs);
            long[] evaluated = new long[1];
            CellBox.forEachNew(known, payoffs.index().actionCounts(), box -> {
                exact.fill(box);
                evaluated[0] += box.cells().jointActionCount();
            });
            return evaluated[0];
        }
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
        for (InfostateSweep sweep : sweeps) {
            sweep.close();
        }
        terminals.close();
    }
}
