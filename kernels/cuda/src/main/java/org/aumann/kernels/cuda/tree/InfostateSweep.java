package org.aumann.kernels.cuda.tree;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;

/**
 * Backward induction of one player. Sequences with infostates below them are folded height by height: a sequence is one
 * higher than the highest sequence below it.
 */
final class InfostateSweep implements AutoCloseable {
    private final CudaDevice device;
    private final TerminalMemory terminals;
    private final int player;
    private final int sequenceCount;

    /** Sequences of the height 1, 2, … */
    private final List<DeviceMemory> levels;

    private final DeviceMemory firstTerminal;
    private final DeviceMemory terminalsOfSequences;
    private final DeviceMemory firstInfostate;
    private final DeviceMemory infostatesOfSequences;
    private final DeviceMemory firstSequence;

    InfostateSweep(CudaDevice device, GameTree tree, int player, TerminalMemory terminals) {
        this.device = device;
        this.terminals = terminals;
        this.player = player;
        SequenceForm form = tree.sequenceForm(player);
        this.sequenceCount = form.sequenceCount();
        int[] sequenceOfTerminal = IntStream.range(0, tree.terminalCount())
                .map(z -> tree.sequence(player, z))
                .toArray();
        int[] parents = IntStream.range(0, form.infostateCount())
                .map(form::parentSequence)
                .toArray();
        int[] firstOfInfostate = IntStream.rangeClosed(0, form.infostateCount())
                .map(i -> i == form.infostateCount() ? form.sequenceCount() : form.firstSequence(i))
                .toArray();
        int[] firstZ = starts(sequenceOfTerminal);
        int[] firstI = starts(parents);
        this.firstTerminal = device.copyOf(firstZ, "terminals of sequences");
        this.terminalsOfSequences = device.copyOf(grouped(sequenceOfTerminal, firstZ), "terminals of sequences");
        this.firstInfostate = device.copyOf(firstI, "infostates of sequences");
        this.infostatesOfSequences = device.copyOf(grouped(parents, firstI), "infostates of sequences");
        this.firstSequence = device.copyOf(firstOfInfostate, "sequences of infostates");
        this.levels = levels(heights(form));
    }

    /** Where the members of each sequence begin, when they are grouped by their sequence. */
    private int[] starts(int[] sequenceOfMember) {
        int[] starts = new int[sequenceCount + 1];
        for (int sequence : sequenceOfMember) {
            starts[sequence + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return starts;
    }

    private static int[] grouped(int[] sequenceOfMember, int[] starts) {
        int[] next = starts.clone();
        int[] grouped = new int[sequenceOfMember.length];
        for (int member = 0; member < grouped.length; member++) {
            grouped[next[sequenceOfMember[member]]++] = member;
        }
        return grouped;
    }

    private static int[] heights(SequenceForm form) {
        int[] height = new int[form.sequenceCount()];
        for (int i = form.infostateCount() - 1; i >= 0; i--) {
            int parent = form.parentSequence(i);
            int first = form.firstSequence(i);
            for (int s = first; s < first + form.actionCount(i); s++) {
                height[parent] = Math.max(height[parent], height[s] + 1);
            }
        }
        return height;
    }

    private List<DeviceMemory> levels(int[] heights) {
        return IntStream.rangeClosed(1, Arrays.stream(heights).max().orElse(0))
                .mapToObj(level -> IntStream.range(0, heights.length)
                        .filter(s -> heights[s] == level)
                        .toArray())
                .map(level -> device.copyOf(level, "sequences of one height"))
                .toList();
    }

    SequenceValues bestResponse(double[] weights) {
        double[] value = new double[sequenceCount];
        double[] mass = new double[sequenceCount];
        try (DeviceMemory weightsOnDevice = device.copyOf(weights, "terminal weights");
                DeviceMemory valueOnDevice = device.allocate((long) Double.BYTES * sequenceCount, "values");
                DeviceMemory massOnDevice = device.allocate((long) Double.BYTES * sequenceCount, "masses")) {
            long ownPayoff = terminals.payoff().address((long) Double.BYTES * player * terminals.count());
            device.kernel("sequence_sums")
                    .launch(
                            terminals.subject(),
                            Grid.over(sequenceCount, Kernel.BLOCKS),
                            Kernel.of(sequenceCount),
                            Kernel.of(firstTerminal),
                            Kernel.of(terminalsOfSequences),
                            Kernel.of(weightsOnDevice),
                            Kernel.of(ownPayoff),
                            Kernel.of(valueOnDevice),
                            Kernel.of(massOnDevice));
            for (DeviceMemory level : levels) {
                long count = level.byteSize() / Integer.BYTES;
                device.kernel("fold_infostates")
                        .launch(
                                terminals.subject(),
                                Grid.over(count, Kernel.BLOCKS),
                                Kernel.of(count),
                                Kernel.of(level),
                                Kernel.of(firstInfostate),
                                Kernel.of(infostatesOfSequences),
                                Kernel.of(firstSequence),
                                Kernel.of(valueOnDevice),
                                Kernel.of(massOnDevice));
            }
            device.download(valueOnDevice, value);
            device.download(massOnDevice, mass);
        }
        return new SequenceValues(value, mass);
    }

    @Override
    public void close() {
        levels.forEach(DeviceMemory::close);
        for (DeviceMemory memory :
                List.of(firstTerminal, terminalsOfSequences, firstInfostate, infostatesOfSequences, firstSequence)) {
            memory.close();
        }
    }
}
