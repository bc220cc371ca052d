package org.aumann.kernels.cuda.stochastic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.stochastic.LearningDraws;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.LearningSelection;
import org.aumann.core.stochastic.StepSize;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningField;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceBuffer;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.MemoryPlan;
import org.aumann.kernels.cuda.device.Scratch;
import org.aumann.kernels.host.AbstractLearning;
import org.aumann.kernels.host.LearningModel;
import org.aumann.kernels.host.StepSizes;
import org.jspecify.annotations.Nullable;

/** Learners on a GPU: a thread has a copy and makes all of its steps, so that a call is one launch. */
public final class CudaLearning extends AbstractLearning {
    private static final int WARP = 32;

    private final CudaDevice device;
    private final List<DeviceMemory> memories = new ArrayList<>();
    private final List<DeviceBuffer> buffers = new ArrayList<>();
    private final DeviceBuffer payoffs;
    private final DeviceBuffer visits;
    private final DeviceBuffer values;
    private final DeviceBuffer policies;
    private final DeviceBuffer drifts;
    private final DeviceBuffer earned;
    private final DeviceBuffer returns;
    private final DeviceBuffer reports;
    private final long[] struct;
    private final long seed;
    private final Scratch stepSizes;
    private final Scratch lastStates;
    private final Scratch collected;

    /** Whose table {@link #stepSizes} holds. */
    private @Nullable StepSize uploaded;

    /**
     * Copies of a learner.
     *
     * @param device the GPU
     * @param model the game
     * @param copyCount number of copies, at least 1
     * @param seed of all draws
     */
    public CudaLearning(CudaDevice device, StochasticModel model, int copyCount, long seed) {
        super(model, copyCount);
        this.device = device;
        this.seed = seed;
        long players = model.playerCount();
        new MemoryPlan()
                .with("the game", byteSize(tables()))
                .with("payoffs", Double.BYTES * Math.multiplyExact((long) copyCount, model.cellCount()))
                .with("visits and policies", 2L * Double.BYTES * copyCount * model.rowCount())
                .with("values and drifts", Double.BYTES * (players + 1) * copyCount * model.stateCount())
                .with("returns and reports", Double.BYTES * (2 * players + LearningField.COUNT) * copyCount)
                .require(subject(), device.freeByteSize());
        this.payoffs = perCopy(model.cellCount());
        this.visits = perCopy(model.rowCount());
        this.values = perCopy(players * model.stateCount());
        this.policies = perCopy(model.rowCount());
        this.drifts = perCopy(model.stateCount());
        this.earned = perCopy(players);
        this.returns = perCopy(players);
        this.reports = perCopy(LearningField.COUNT);
        this.struct = struct(tables());
        this.stepSizes = new Scratch(device, "step sizes", subject());
        this.lastStates = new Scratch(device, "states", subject());
        this.collected = new Scratch(device, "stage games", subject());
        begin();
    }

    private static long byteSize(LearningModel tables) {
        long integers = 2L * tables.firstRow().length
                + tables.firstSuccessor().length
                + 2L * tables.successor().length
                + tables.parts().length
                + 2L * tables.startState().length;
        return Integer.BYTES * integers + (long) Double.BYTES * tables.reward().length;
    }

    private DeviceBuffer perCopy(long count) {
        DeviceBuffer buffer = new DeviceBuffer(device, Math.multiplyExact(copyCount(), count));
        buffers.add(buffer);
        device.fill(buffer.stored(), 0);
        return buffer;
    }

    private long[] struct(LearningModel tables) {
        return new long[] {
            address(tables.shapeOf()),
            address(tables.strides()),
            address(tables.firstPart()),
            address(tables.parts()),
            address(tables.firstRow()),
            address(tables.firstSuccessor()),
            address(tables.successor()),
            address(tables.lastDraw()),
            address(device.copyOf(tables.reward(), "rewards")),
            address(tables.startState()),
            address(tables.startLastDraw()),
            model().playerCount(),
            model().stateCount(),
            model().rowCount(),
            tables.startState().length,
            model().hasTransitionRewards() ? 1 : 0,
            Double.doubleToRawLongBits(model().discount())
        };
    }

    private long address(int[] list) {
        return address(device.copyOf(list, "the game"));
    }

    private long address(DeviceMemory memory) {
        memories.add(memory);
        return memory.address();
    }

    /** Uniform policies, and everybody at a start. */
    private void begin() {
        double[] uniform = new double[model().rowCount()];
        for (int s = 0; s < model().stateCount(); s++) {
            Arrays.fill(uniform, model().firstRow(s), model().firstRow(s + 1), 1.0 / model().jointActionCount(s));
        }
        try (DeviceMemory row = device.copyOf(uniform, "a uniform policy")) {
            launch(
                    "learning_begin",
                    policies.size(),
                    Kernel.of(row),
                    Kernel.of(policies.stored()),
                    Kernel.of(copyCount()),
                    Kernel.of(uniform.length));
        }
        LearningDraws draws = new LearningDraws(seed);
        double[] started = new double[Math.toIntExact(reports.size())];
        for (int copy = 0; copy < copyCount(); copy++) {
            draws.begin(copy);
            started[copy * LearningField.COUNT + LearningField.STATE.offset()] = tables().start(draws.start());
            started[copy * LearningField.COUNT + LearningField.LEFT.offset()] = -1;
        }
        device.upload(started, reports.stored());
    }

    private void launch(String kernel, long threads, long[]... arguments) {
        device.kernel(kernel).launch(subject(), Grid.over(threads, Kernel.BLOCKS), arguments);
    }

    @Override
    public JointBuffer payoffs() {
        return payoffs;
    }

    @Override
    public JointBuffer visits() {
        return visits;
    }

    @Override
    public JointBuffer values() {
        return values;
    }

    @Override
    public JointBuffer policies() {
        return policies;
    }

    @Override
    public JointBuffer drifts() {
        return drifts;
    }

    @Override
    public JointBuffer earned() {
        return earned;
    }

    @Override
    public JointBuffer returns() {
        return returns;
    }

    @Override
    public JointBuffer reports() {
        return reports;
    }

    /** The struct {@code Learners} of the kernels. */
    private long[] learners() {
        long[] learners = new long[buffers.size() + 2];
        for (int k = 0; k < buffers.size(); k++) {
            learners[k] = buffers.get(k).elements().address();
        }
        learners[buffers.size()] = copyCount();
        learners[buffers.size() + 1] = seed;
        return learners;
    }

    @Override
    protected void step(long first, int count, LearningOptions options, double[] table, boolean isNewCall) {
        DeviceMemory sizes = stepSizes.ofDoubles(table.length);
        boolean isOfVisits = options.stepSize() instanceof StepSize.ByVisits; // the table does not depend on the step
        if (!isOfVisits || !options.stepSize().equals(uploaded)) {
            device.upload(table, sizes);
            uploaded = options.stepSize();
        }
        int lanes = lanes();
        device.kernel("learning_steps")
                .launch(
                        subject(),
                        Grid.of(Math.min(Kernel.BLOCKS, (copyCount() + lanes - 1) / lanes)),
                        struct,
                        learners(),
                        new long[] {
                            code(options.selection()),
                            sizes.address(),
                            table.length,
                            Double.doubleToRawLongBits(StepSizes.exponent(options.stepSize())),
                            Double.doubleToRawLongBits(options.rewardScale()),
                            LearningDraws.threshold(options.exploration()),
                            options.episodeLimit()
                        },
                        Kernel.of(first),
                        Kernel.of(count),
                        Kernel.of(isNewCall ? 1 : 0),
                        Kernel.of(lanes));
    }

    /** The constants of the kernels. */
    private static int code(LearningSelection selection) {
        return switch (selection) {
            case CENTRAL -> 0;
            case FRIEND -> 1;
            case INDEPENDENT -> 2;
            case EXTERNAL -> 3;
        };
    }

    /** Threads of a block that have copies: whole warps, so few that all blocks have some. */
    private int lanes() {
        int warps = (copyCount() / WARP + Kernel.BLOCKS - 1) / Kernel.BLOCKS;
        return Math.clamp(warps * (long) WARP, WARP, Kernel.BLOCK);
    }

    @Override
    protected void left(int[] states, double[] leftDrifts) {
        int copies = states.length;
        DeviceMemory memory = lastStates.ofDoubles(2L * copies);
        launch("learning_left", copies, struct, learners(), Kernel.of(memory));
        double[] both = new double[2 * copies];
        device.download(memory, both);
        Arrays.setAll(states, copy -> (int) both[copy]);
        System.arraycopy(both, copies, leftDrifts, 0, copies);
    }

    /** The array of {@code Collected} of the kernels. */
    private DeviceMemory upload(int[] games, int[] copies, int[] states) {
        long[] fields = new long[3 * games.length];
        for (int k = 0; k < games.length; k++) {
            fields[3 * k] = games[k];
            fields[3 * k + 1] = copies[k];
            fields[3 * k + 2] = states[k];
        }
        DeviceMemory memory = collected.ofAtLeast((long) Long.BYTES * fields.length);
        device.upload(fields, memory);
        return memory;
    }

    @Override
    protected void gather(int[] copies, int[] states, JointBuffer games) {
        int[] numbers = new int[copies.length];
        Arrays.setAll(numbers, k -> k);
        long size = (long) model().playerCount() * model().jointActionCount(states[0]);
        launch(
                "learning_gather",
                size * copies.length,
                struct,
                learners(),
                Kernel.of(upload(numbers, copies, states)),
                Kernel.of(copies.length),
                Kernel.of(size),
                Kernel.of(DeviceBuffer.of(games).elements()));
    }

    @Override
    protected void scatter(int[] games, int[] copies, int[] states, JointBuffer sigma, JointBuffer stageValues) {
        long joint = model().jointActionCount(states[0]);
        launch(
                "learning_scatter",
                (joint + model().playerCount() + 1) * games.length,
                struct,
                learners(),
                Kernel.of(upload(games, copies, states)),
                Kernel.of(games.length),
                Kernel.of(joint),
                Kernel.of(DeviceBuffer.of(sigma).elements()),
                Kernel.of(DeviceBuffer.of(stageValues).elements()));
    }

    /** For messages. */
    private String subject() {
        return copyCount() + " learners of " + model().name();
    }

    @Override
    public void close() {
        collected.close();
        lastStates.close();
        stepSizes.close();
        memories.forEach(DeviceMemory::close);
        buffers.forEach(DeviceBuffer::close);
    }
}
