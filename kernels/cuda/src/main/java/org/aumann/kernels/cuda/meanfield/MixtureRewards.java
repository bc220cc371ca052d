package org.aumann.kernels.cuda.meanfield;

import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.Kernel;
import org.aumann.kernels.cuda.device.Kernel.Grid;
import org.aumann.kernels.cuda.device.Scratch;

/**
 * Mean fields and rewards of mixtures on the device. Rewards of crowds are computed there; those of other games by the
 * game, for which the mean fields go to the host and the rewards come back.
 */
final class MixtureRewards implements AutoCloseable {
    private static final int GREATEST_TOGETHER = 4_096;

    private final CudaDevice device;
    private final MeanFieldModel model;
    private final List<List<PolicyRow>> rows;
    private final long workByteSize;
    private final int populations;

    /** Aversions and meetings of crowds; empty where the game computes its rewards. */
    private final List<DeviceMemory> crowd;

    private final Scratch terms;
    private final Scratch fields;
    private final Scratch rewards;

    /**
     * @param rows the policies by population, as many as there are at a call
     * @param workByteSize bytes of mean fields and rewards that are on the device together, unless a mixture has more
     */
    MixtureRewards(CudaDevice device, MeanFieldModel model, List<List<PolicyRow>> rows, long workByteSize) {
        this.device = device;
        this.model = model;
        this.rows = rows;
        this.workByteSize = workByteSize;
        this.populations = model.populationCount();
        this.crowd = model.game()
                .crowdRewards()
                .map(found -> List.of(
                        device.copyOf(aversions(found), "aversions"), device.copyOf(meetings(found), "meetings")))
                .orElse(List.of());
        String subject = "mixtures of " + model.game().name();
        this.terms = new Scratch(device, "weights of policies", subject);
        this.fields = new Scratch(device, "mean fields", subject);
        this.rewards = new Scratch(device, "rewards", subject);
    }

    private static double[] aversions(CrowdRewards crowd) {
        return IntStream.range(0, crowd.populationCount())
                .mapToDouble(crowd::aversion)
                .toArray();
    }

    private static double[] meetings(CrowdRewards crowd) {
        int populations = crowd.populationCount();
        return IntStream.range(0, populations * populations)
                .mapToDouble(i -> crowd.meeting(i / populations, i % populations))
                .toArray();
    }

    /** How many mixtures to ask for at a time. */
    int together(int mixtureCount) {
        long bytes = (long) Double.BYTES * populations * (model.fieldSize() + model.rewardSize());
        return Math.clamp(workByteSize / bytes, 1, Math.clamp(mixtureCount, 1, GREATEST_TOGETHER));
    }

    /** Mean fields {@code [mixture][population][time][state]} of some mixtures, until the next call. */
    DeviceMemory fields(double[] mixtures, int first, int count) {
        int mixtureSize = rows.stream().mapToInt(List::size).sum();
        long fieldSize = model.fieldSize();
        DeviceMemory result = fields.ofDoubles(fieldSize * populations * count);
        WeightedRows sums = new WeightedRows(device, terms);
        for (int from = 0; from < count; from += WeightedRows.SUMS) {
            int weight = (first + from) * mixtureSize;
            for (int p = 0; p < populations; p++) {
                long at = (long) from * populations + p;
                int together = Math.min(WeightedRows.SUMS, count - from);
                sums.tile(result.address(Double.BYTES * at * fieldSize), populations * fieldSize, together);
                for (PolicyRow row : rows.get(p)) {
                    sums.term(row.memory().address(), mixtures, weight++, mixtureSize);
                }
            }
        }
        sums.launch(fieldSize, false);
        return result;
    }

    /**
     * Rewards against some mixtures.
     *
     * @param from the first population
     * @param end the one after the last
     * @return {@code [mixture][population of these]} and the layout of the game, until the next call
     */
    DeviceMemory rewards(double[] mixtures, int first, int count, int from, int end) {
        DeviceMemory against = fields(mixtures, first, count);
        DeviceMemory result = rewards.ofDoubles((long) count * (end - from) * model.rewardSize());
        if (crowd.isEmpty()) {
            device.upload(rewardsByGame(against, count, from, end), result);
            return result;
        }
        device.kernel("crowd_rewards")
                .launch(
                        count + " mixtures of " + model.game().name(),
                        Grid.over((long) count * (end - from) * model.fieldSize(), Kernel.BLOCKS),
                        Kernel.of(against),
                        Kernel.of(count),
                        Kernel.of(populations),
                        Kernel.of(model.fieldSize()),
                        Kernel.of(from),
                        Kernel.of(end),
                        Kernel.of(crowd.getFirst()),
                        Kernel.of(crowd.getLast()),
                        Kernel.of(result));
        return result;
    }

    private double[] rewardsByGame(DeviceMemory against, int count, int from, int end) {
        int fieldSize = populations * model.fieldSize();
        int size = (end - from) * model.rewardSize();
        double[] all = new double[Math.multiplyExact(count, fieldSize)];
        double[] some = new double[Math.multiplyExact(count, size)];
        device.download(against, all);
        IntStream.range(0, count).parallel().forEach(b -> {
            double[] own = new double[populations * model.rewardSize()];
            model.game().rewards(all, b * fieldSize, own, 0);
            System.arraycopy(own, from * model.rewardSize(), some, b * size, size);
        });
        return some;
    }

    @Override
    public void close() {
        rewards.close();
        fields.close();
        terms.close();
        crowd.forEach(DeviceMemory::close);
    }
}
