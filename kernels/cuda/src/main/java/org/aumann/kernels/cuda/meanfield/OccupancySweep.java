package org.aumann.kernels.cuda.meanfield;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.core.meanfield.TimeModel;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Partials;

/**
 * Occupancies of policies. Their rules go to the device for some policies and times together, as actions or as
 * probabilities; they do not stay there. With a discount occupancies come from the reference.
 */
final class OccupancySweep {
    /** Fields of the struct {@code SweptPolicy} of the kernels. */
    private static final int POLICY_FIELDS = 4;

    private final CudaDevice device;
    private final MoveMemory moves;
    private final MeanFieldModel model;
    private final long workByteSize;

    /**
     * @param workByteSize bytes of rules that are on the device together, unless one time of one policy has more
     */
    OccupancySweep(CudaDevice device, MoveMemory moves, long workByteSize) {
        this.device = device;
        this.moves = moves;
        this.model = moves.model();
        this.workByteSize = workByteSize;
    }

    /** Numbers of a policy's rule at one time: actions, or probabilities. */
    private int ruleSize(boolean isDeterministic) {
        return isDeterministic ? model.stateCount() : model.stateCount() * model.actionCount();
    }

    private long ruleByteSize(boolean isDeterministic) {
        return (long) ruleSize(isDeterministic) * (isDeterministic ? Integer.BYTES : Double.BYTES);
    }

    /** Policies that are swept together. */
    private int together(int count, boolean isDeterministic) {
        return Math.clamp(workByteSize / ruleByteSize(isDeterministic), 1, Math.max(1, count));
    }

    /** Times whose rules are uploaded together. */
    private int times(int together, boolean isDeterministic) {
        return Math.clamp(workByteSize / ruleByteSize(isDeterministic) / together, 1, model.timeCount());
    }

    /** What a sweep takes besides the occupancies, at most. */
    long workByteSize(int count) {
        return Math.max(workByteSize(count, true), workByteSize(count, false));
    }

    private long workByteSize(int count, boolean isDeterministic) {
        int together = together(count, isDeterministic);
        long rules = ruleByteSize(isDeterministic) * times(together, isDeterministic);
        return together * (rules + Double.BYTES * (2L * model.rowCount() + POLICY_FIELDS + 1));
    }

    /** Fills the rows of policies that are all deterministic or none. */
    void sweep(List<MeanFieldPolicy> policies, List<PolicyRow> rows, boolean isDeterministic) {
        int together = together(policies.size(), isDeterministic);
        for (int from = 0; from < policies.size(); from += together) {
            int end = Math.min(policies.size(), from + together);
            sweepTogether(policies.subList(from, end), rows.subList(from, end), isDeterministic);
        }
    }

    private void sweepTogether(List<MeanFieldPolicy> policies, List<PolicyRow> rows, boolean isDeterministic) {
        int count = policies.size();
        int times = times(count, isDeterministic);
        long ruleByteSize = ruleByteSize(isDeterministic);
        String flowsOf = isDeterministic ? "occupancy_flows_deterministic" : "occupancy_flows_mixed";
        long earnedSize = (long) Double.BYTES * count * model.rowCount();
        double[] fixed = new double[count];
        try (DeviceMemory swept = device.copyOf(structs(policies, rows), "policies that are swept");
                DeviceMemory rules = device.allocate(ruleByteSize * times * count, "rules of policies");
                DeviceMemory flows = device.allocate(earnedSize, "flows");
                DeviceMemory earned = device.allocate(earnedSize, "values of fixed rewards by rows");
                DeviceMemory sums = device.allocate((long) Double.BYTES * count, "values of fixed rewards")) {
            device.fill(earned, 0);
            start(policies, rows, swept);
            for (int from = 0; from < model.timeCount(); from += times) {
                int end = Math.min(model.timeCount(), from + times);
                device.upload(rules(policies, from, end, isDeterministic), rules);
                long stride = (long) ruleSize(isDeterministic) * (end - from);
                for (int t = from; t < end; t++) {
                    step(flowsOf, count, swept, t, rules.address(ruleByteSize * (t - from)), stride, flows, earned);
                }
            }
            Partials.sum(device, earned, model.rowCount(), count, sums.address());
            device.download(sums, fixed);
        }
        for (int k = 0; k < count; k++) {
            rows.get(k).earn(fixed[k]);
        }
    }

    private long[] structs(List<MeanFieldPolicy> policies, List<PolicyRow> rows) {
        long[] structs = new long[policies.size() * POLICY_FIELDS];
        for (int k = 0; k < policies.size(); k++) {
            int population = policies.get(k).population();
            int at = k * POLICY_FIELDS;
            structs[at] = rows.get(k).memory().address();
            structs[at + 1] = rows.get(k).taken();
            structs[at + 2] = moves.initial(population);
            structs[at + 3] = moves.fixed(population, 0);
        }
        return structs;
    }

    /** The first time of a horizon; all there is with a discount. */
    private void start(List<MeanFieldPolicy> policies, List<PolicyRow> rows, DeviceMemory swept) {
        for (PolicyRow row : rows) {
            if (row.taken() != 0) {
                device.fill(row.memory(), 0); // illegal actions are not written
            }
        }
        switch (model.game().time()) {
            case TimeModel.FiniteHorizon _ ->
                device.kernel("occupancy_start")
                        .launch(
                                subject(rows.size()),
                                Grid.over((long) rows.size() * model.stateCount(), Kernel.BLOCKS),
                                Kernel.of(swept),
                                Kernel.of(rows.size()),
                                Kernel.of(model.stateCount()));
            case TimeModel.Discounted _ -> {
                List<double[]> occupancies = policies.parallelStream()
                        .map(MeanFieldSweeps::occupancy)
                        .toList();
                for (int k = 0; k < rows.size(); k++) {
                    device.upload(occupancies.get(k), rows.get(k).memory());
                }
            }
        }
    }

    /** Rules {@code [policy][time]} of some times. */
    private MemorySegment rules(List<MeanFieldPolicy> policies, int from, int end, boolean isDeterministic) {
        int perPolicy = ruleSize(isDeterministic) * (end - from);
        if (isDeterministic) {
            int[] actions = new int[policies.size() * perPolicy];
            each(policies.size(), k -> {
                for (int i = 0; i < perPolicy; i++) {
                    actions[k * perPolicy + i] =
                            policies.get(k).action(from + i / model.stateCount(), i % model.stateCount());
                }
            });
            return MemorySegment.ofArray(actions);
        }
        double[] probabilities = new double[policies.size() * perPolicy];
        each(policies.size(), k -> {
            int to = k * perPolicy;
            for (int t = from; t < end; t++) {
                for (int a = 0; a < model.actionCount(); a++) {
                    policies.get(k).copyProbabilities(t, a, 0, model.stateCount(), probabilities, to);
                    to += model.stateCount();
                }
            }
        });
        return MemorySegment.ofArray(probabilities);
    }

    private static void each(int count, IntConsumer task) {
        IntStream.range(0, count).parallel().forEach(task);
    }

    private void step(
            String flowsOf,
            int count,
            DeviceMemory swept,
            int t,
            long rules,
            long stride,
            DeviceMemory flows,
            DeviceMemory earned) {
        device.kernel(flowsOf)
                .launch(
                        subject(count),
                        Grid.over((long) count * model.rowCount(), Kernel.BLOCKS),
                        moves.struct(),
                        Kernel.of(swept),
                        Kernel.of(count),
                        Kernel.of(t),
                        Kernel.of(rules),
                        Kernel.of(stride),
                        Kernel.of(flows),
                        Kernel.of(earned));
        if (t + 1 < model.timeCount()) {
            device.kernel("occupancy_spread")
                    .launch(
                            subject(count),
                            Grid.over((long) count * model.stateCount(), Kernel.BLOCKS),
                            moves.struct(),
                            Kernel.of(swept),
                            Kernel.of(count),
                            Kernel.of(t),
                            Kernel.of(flows));
        }
    }

    private String subject(int count) {
        return count + " policies of " + moves.subject();
    }
}
