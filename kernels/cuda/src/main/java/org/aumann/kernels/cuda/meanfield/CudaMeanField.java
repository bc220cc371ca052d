package org.aumann.kernels.cuda.meanfield;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.TimeModel;
import org.aumann.kernels.cuda.device.CudaDevice;
import org.aumann.kernels.cuda.device.DeviceMemory;
import org.aumann.kernels.cuda.device.MemoryPlan;
import org.aumann.kernels.cuda.device.Scratch;
import org.aumann.kernels.host.AbstractMeanFieldOperator;

/**
 * K5 on a GPU. Moves, fixed rewards and occupancies stay there; rules go there once, mixtures, payoffs and reward
 * tables with every call. Discounted games are swept by the reference, on all cores of the host; their products are
 * computed on the device too.
 */
public final class CudaMeanField extends AbstractMeanFieldOperator {
    /** So much crosses the bus in milliseconds, and is enough to keep a device busy. */
    private static final long WORK_BYTES = 64L << 20;

    private final CudaDevice device;
    private final long workByteSize;
    private final MoveMemory moves;
    private final List<List<PolicyRow>> rows = new ArrayList<>();
    private final MixtureRewards mixed;
    private final RowProducts products;
    private final ResponseSweep responses;
    private final Scratch terms;
    private final Scratch averages;

    /**
     * The operator of a game.
     *
     * @param device the GPU
     * @param model the game
     */
    public CudaMeanField(CudaDevice device, MeanFieldModel model) {
        this(device, model, WORK_BYTES);
    }

    /**
     *
     * @param device the GPU
     * @param model the game
     * @param workByteSize bytes of rules, of mean fields and rewards, and of reward tables that are on the device
     *     together, unless one of them has more
     */
    CudaMeanField(CudaDevice device, MeanFieldModel model, long workByteSize) {
        super(model);
        this.device = device;
        this.workByteSize = workByteSize;
        for (int p = 0; p < model.populationCount(); p++) {
            rows.add(new ArrayList<>());
        }
        this.moves = new MoveMemory(device, model);
        this.mixed = new MixtureRewards(device, model, rows, workByteSize);
        this.products = new RowProducts(device, model, rows);
        this.responses = new ResponseSweep(device, moves, workByteSize);
        String subject = "averages of rewards in " + moves.subject();
        this.terms = new Scratch(device, "weights of mixtures", subject);
        this.averages = new Scratch(device, "reward tables", subject);
    }

    @Override
    protected void append(List<MeanFieldPolicy> policies) {
        OccupancySweep sweep = new OccupancySweep(device, moves, workByteSize);
        new MemoryPlan()
                .with("occupancies", policies.size() * PolicyRow.byteSize(model()))
                .with("a sweep", sweep.workByteSize(policies.size()))
                .require(policies.size() + " policies of " + moves.subject(), device.freeByteSize());
        List<PolicyRow> added = new ArrayList<>();
        try {
            for (int k = 0; k < policies.size(); k++) {
                added.add(new PolicyRow(device, model()));
            }
            for (boolean isDeterministic : new boolean[] {false, true}) {
                int[] kind = IntStream.range(0, added.size())
                        .filter(k -> policies.get(k).isDeterministic() == isDeterministic)
                        .toArray();
                sweep.sweep(
                        Arrays.stream(kind).mapToObj(policies::get).toList(),
                        Arrays.stream(kind).mapToObj(added::get).toList(),
                        isDeterministic);
            }
        } catch (RuntimeException e) {
            added.forEach(PolicyRow::close);
            throw e;
        }
        for (int k = 0; k < added.size(); k++) {
            rows.get(policies.get(k).population()).add(added.get(k));
        }
    }

    @Override
    public double[] occupancy(int population, int policy) {
        double[] occupancy = new double[model().fieldSize()];
        device.download(rows.get(population).get(policy).memory(), occupancy);
        return occupancy;
    }

    @Override
    public double[] meanFields(int mixtureCount, double[] mixtures) {
        requireMixtures(mixtureCount, mixtures);
        int size = model().populationCount() * model().fieldSize();
        double[] fields = new double[Math.multiplyExact(mixtureCount, size)];
        int together = mixed.together(mixtureCount);
        for (int first = 0; first < mixtureCount; first += together) {
            int count = Math.min(together, mixtureCount - first);
            device.download(mixed.fields(mixtures, first, count), slice(fields, first * size, count * size));
        }
        return fields;
    }

    private static MemorySegment slice(double[] array, int from, int count) {
        return MemorySegment.ofArray(array).asSlice((long) Double.BYTES * from, (long) Double.BYTES * count);
    }

    @Override
    public void payoffs(int mixtureCount, double[] mixtures, double[] payoffs) {
        requireMixtures(mixtureCount, mixtures);
        requireLength("payoffs", payoffs.length, mixtures.length);
        int size = mixtureSize();
        int together = mixed.together(mixtureCount);
        for (int first = 0; first < mixtureCount && size > 0; first += together) {
            int count = Math.min(together, mixtureCount - first);
            DeviceMemory rewards = mixed.rewards(mixtures, first, count, 0, rows.size());
            device.download(products.multiply(rewards, count), slice(payoffs, first * size, count * size));
        }
        double[] fixed = rows.stream()
                .flatMap(List::stream)
                .mapToDouble(PolicyRow::fixed)
                .toArray();
        for (int i = 0; i < payoffs.length; i++) {
            payoffs[i] = requireFinite(payoffs[i] + fixed[i % size]);
        }
    }

    @Override
    public double[] averageRewards(
            int population, int mixtureCount, double[] mixtures, int tableCount, double[] weights) {
        requireMixtures(mixtureCount, mixtures);
        requireLength("weights", weights.length, (long) tableCount * mixtureCount);
        int size = model().rewardSize();
        double[] tables = new double[Math.multiplyExact(tableCount, size)];
        if (mixtureCount == 0 || tableCount == 0) {
            return tables;
        }
        DeviceMemory sums = averages.ofDoubles(tables.length);
        int together = mixed.together(mixtureCount);
        for (int first = 0; first < mixtureCount; first += together) {
            int count = Math.min(together, mixtureCount - first);
            DeviceMemory rewards = mixed.rewards(mixtures, first, count, population, population + 1);
            WeightedRows rowsOfTables = new WeightedRows(device, terms);
            for (int table = 0; table < tableCount; table += WeightedRows.SUMS) {
                int tile = Math.min(WeightedRows.SUMS, tableCount - table);
                rowsOfTables.tile(sums.address((long) Double.BYTES * table * size), size, tile);
                for (int b = 0; b < count; b++) {
                    long row = rewards.address((long) Double.BYTES * b * size);
                    rowsOfTables.term(row, weights, table * mixtureCount + first + b, mixtureCount);
                }
            }
            rowsOfTables.launch(size, first > 0);
        }
        device.download(sums, tables);
        for (double reward : tables) {
            requireFinite(reward);
        }
        return tables;
    }

    @Override
    public List<MeanFieldResponse> bestResponses(int population, int tableCount, double[] rewards) {
        requireLength("rewards", rewards.length, (long) tableCount * model().rewardSize());
        for (double reward : rewards) {
            requireFinite(reward);
        }
        return switch (model().game().time()) {
            case TimeModel.FiniteHorizon _ -> responses.respond(population, tableCount, rewards);
            case TimeModel.Discounted _ ->
                IntStream.range(0, tableCount)
                        .parallel()
                        .mapToObj(table -> referenceResponse(population, rewards, table))
                        .toList();
        };
    }

    @Override
    public void close() {
        averages.close();
        terms.close();
        responses.close();
        products.close();
        mixed.close();
        rows.stream().flatMap(List::stream).forEach(PolicyRow::close);
        moves.close();
    }
}
