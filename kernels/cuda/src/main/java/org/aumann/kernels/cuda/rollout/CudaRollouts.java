package org.aumann.kernels.cuda.rollout;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.rollout.DrawTable;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.core.rollout.RolloutTree;
import org.aumann.kernels.RolloutOperator;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Partials;

/** K1 on a GPU. The nodes stay there; distributions and returns go there with every call. */
public final class CudaRollouts implements RolloutOperator {
    /** Fields of the struct {@code Episodes} of the kernels. */
    private static final int EPISODE_FIELDS = 3;

    /** Lanes in flight that keep a large device busy. */
    private static final long LANES = 1 << 19;

    /** Episodes that a lane plays, at least, before another one joins in. */
    private static final long EPISODES_PER_LANE = 8;

    private static final int WARP = 32;

    private final CudaDevice device;
    private final RolloutTree tree;
    private final DeviceMemory nodes;

    /**
     * The operator of a game.
     *
     * @param device the GPU
     * @param tree the game
     */
    public CudaRollouts(CudaDevice device, GameTree tree) {
        this.device = device;
        this.tree = new RolloutTree(tree);
        this.nodes = device.copyOf(this.tree.nodes(), "nodes of " + tree.name());
    }

    @Override
    public void play(List<List<TabularPolicy>> populations, long seed, EpisodePlan plan, SampledPayoffs samples) {
        plan.requireDistinct(samples);
        if (plan.episodes() == 0) {
            return;
        }
        int players = populations.size();
        DrawTable table = new DrawTable(tree, populations);
        int[] starts = new int[Math.multiplyExact(plan.size(), players + 1)];
        long[] episodes = new long[plan.size() * EPISODE_FIELDS];
        long most = 0;
        for (int k = 0; k < plan.size(); k++) {
            long jointAction = plan.jointAction(k);
            int[] joint = samples.index().actions(jointAction);
            System.arraycopy(table.starts(joint), 0, starts, k * (players + 1), players + 1);
            episodes[k * EPISODE_FIELDS] = EpisodeDraws.cell(joint);
            episodes[k * EPISODE_FIELDS + 1] = samples.count(jointAction);
            episodes[k * EPISODE_FIELDS + 2] = plan.episodes(k);
            most = Math.max(most, plan.episodes(k));
        }
        // The order of summation follows from the plan alone.
        long lanes = Math.clamp(LANES / plan.size(), 1, (most + EPISODES_PER_LANE - 1) / EPISODES_PER_LANE);
        long team = Math.min(WARP, Long.highestOneBit(lanes));
        long slices = lanes / team;
        int columns = Math.multiplyExact(plan.size(), 2 * players);
        double[] sums = new double[columns];
        String subject = plan.episodes() + " episodes of " + tree.tree().name();
        Grid threads = Grid.over(plan.size() * slices * team, Kernel.BLOCKS);
        Grid grid = new Grid(threads.x(), 1, 2 * players * Kernel.BLOCK * Double.BYTES);
        try (DeviceMemory lastDraws = device.copyOf(table.lastDraws(), "distributions");
                DeviceMemory startsOnDevice = device.copyOf(starts, "joint policies");
                DeviceMemory returns = device.copyOf(tree.returns(samples), "returns");
                DeviceMemory episodesOnDevice = device.copyOf(episodes, "numbers of episodes");
                DeviceMemory partials = device.allocate(Double.BYTES * slices * columns, "partial sums of returns");
                DeviceMemory result = device.allocate((long) Double.BYTES * columns, "sums of returns")) {
            device.kernel("rollouts")
                    .launch(
                            subject,
                            grid,
                            Kernel.of(nodes),
                            Kernel.of(lastDraws),
                            Kernel.of(startsOnDevice),
                            Kernel.of(returns),
                            Kernel.of(episodesOnDevice),
                            Kernel.of(plan.size()),
                            Kernel.of(players),
                            Kernel.of(seed),
                            Kernel.of(slices),
                            Kernel.of(team),
                            Kernel.of(partials));
            Partials.sum(device, partials, slices, columns, result.address());
            device.download(result, sums);
        }
        for (int k = 0; k < plan.size(); k++) {
            int at = 2 * players * k;
            double[] sum = Arrays.copyOfRange(sums, at, at + players);
            double[] square = Arrays.copyOfRange(sums, at + players, at + 2 * players);
            samples.add(plan.jointAction(k), plan.episodes(k), sum, square);
        }
    }

    @Override
    public void close() {
        nodes.close();
    }
}
