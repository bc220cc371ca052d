package org.aumann.kernels.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.core.meanfield.TimeModel;

/**
 * K5: mixtures in blocks of four that share the reads of Ω, blocks on all cores; reward tables of best responses, and policies
 * that randomise, in the lanes of vectors. Discounted games are swept by the reference, on all cores.
 */
final class VectorMeanField extends AbstractMeanField {
    /** Mixtures that share the reads of Ω. */
    private static final int BLOCK = 4;

    /** Mixtures whose rewards are kept at a time for averages. */
    private static final int SLAB = 64;

    /** Numbers of an average that a task adds up: a few rows of them fit the first-level cache. */
    private static final int PART = 2_048;

    private final boolean isFinite;
    private final int fieldSize;
    private final int rewardSize;
    private final int fieldStride;
    private final int rewardStride;

    VectorMeanField(MeanFieldModel model) {
        super(model);
        this.isFinite = model.game().time() instanceof TimeModel.FiniteHorizon;
        this.fieldSize = model.fieldSize();
        this.rewardSize = model.rewardSize();
        // Room for a whole vector behind the last population.
        this.fieldStride = Runs.padded(model.populationCount() * fieldSize) + Runs.LANES;
        this.rewardStride = Runs.padded(model.populationCount() * rewardSize) + Runs.LANES;
    }

    @Override
    List<Row> sweep(List<MeanFieldPolicy> policies) {
        if (!isFinite) {
            return policies.parallelStream()
                    .map(policy -> new Row(policy, MeanFieldSweeps.occupancy(policy)))
                    .toList();
        }
        Row[] rows = new Row[policies.size()];
        int[] mixed = IntStream.range(0, rows.length)
                .filter(k -> !policies.get(k).isDeterministic())
                .toArray();
        int[] pure = IntStream.range(0, rows.length)
                .filter(k -> policies.get(k).isDeterministic())
                .toArray();
        Arrays.stream(pure).parallel().forEach(k -> {
            MeanFieldPolicy policy = policies.get(k);
            rows[k] = new Row(policy, PureOccupancy.of(policy));
        });
        int groups = (mixed.length + Runs.LANES - 1) / Runs.LANES;
        IntStream.range(0, groups).parallel().forEach(group -> {
            int[] lanes =
                    Arrays.copyOfRange(mixed, group * Runs.LANES, Math.min(mixed.length, (group + 1) * Runs.LANES));
            List<MeanFieldPolicy> together =
                    Arrays.stream(lanes).mapToObj(policies::get).toList();
            double[][] occupancies = new OccupancyLanes(model()).sweep(together);
            for (int lane = 0; lane < lanes.length; lane++) {
                rows[lanes[lane]] = new Row(together.get(lane), occupancies[lane]);
            }
        });
        return Arrays.asList(rows);
    }

    @Override
    public double[] meanFields(int mixtureCount, double[] mixtures) {
        requireMixtures(mixtureCount, mixtures);
        int size = model().populationCount() * fieldSize;
        double[] fields = new double[Math.multiplyExact(mixtureCount, size)];
        double[][][] occupancies = occupancies();
        blocks(mixtureCount).parallel().forEach(block -> {
            int first = block * BLOCK;
            int count = Math.min(BLOCK, mixtureCount - first);
            double[] field = new double[count * fieldStride];
            mix(occupancies, mixtures, first, count, field);
            for (int b = 0; b < count; b++) {
                System.arraycopy(field, b * fieldStride, fields, (first + b) * size, size);
            }
        });
        return fields;
    }

    private static IntStream blocks(int mixtureCount) {
        return IntStream.range(0, (mixtureCount + BLOCK - 1) / BLOCK);
    }

    /** Rows of Ω by population. */
    private double[][][] occupancies() {
        double[][][] occupancies = new double[model().populationCount()][][];
        Arrays.setAll(occupancies, p -> rows(p).stream().map(Row::occupancy).toArray(double[][]::new));
        return occupancies;
    }

    /** The mean fields of a few mixtures, {@code fieldStride} apart. */
    private void mix(double[][][] occupancies, double[] mixtures, int first, int count, double[] field) {
        int mixtureSize = mixtureSize();
        int weight = first * mixtureSize;
        for (int p = 0; p < occupancies.length; p++) {
            int to = p * fieldSize;
            if (count == BLOCK) {
                MatrixRows.addToFour(
                        occupancies[p], 0, fieldSize, mixtures, weight, mixtureSize, field, to, fieldStride);
            } else {
                for (int b = 0; b < count; b++) {
                    int from = weight + b * mixtureSize;
                    MatrixRows.add(occupancies[p], 0, fieldSize, mixtures, from, field, b * fieldStride + to);
                }
            }
            weight += occupancies[p].length;
        }
    }

    /** The rewards of a few mixtures, {@code rewardStride} apart. */
    private double[] rewards(double[][][] occupancies, double[] mixtures, int first, int count) {
        double[] field = new double[count * fieldStride];
        double[] rewards = new double[count * rewardStride];
        mix(occupancies, mixtures, first, count, field);
        for (int b = 0; b < count; b++) {
            model().game().rewards(field, b * fieldStride, rewards, b * rewardStride);
        }
        return rewards;
    }

    @Override
    public void payoffs(int mixtureCount, double[] mixtures, double[] payoffs) {
        requireMixtures(mixtureCount, mixtures);
        requireLength("payoffs", payoffs.length, mixtures.length);
        double[][][] occupancies = occupancies();
        double[][][] rewarded = new double[occupancies.length][][];
        Arrays.setAll(rewarded, p -> rows(p).stream().map(Row::rewarded).toArray(double[][]::new));
        blocks(mixtureCount).parallel().forEach(block -> {
            int first = block * BLOCK;
            int count = Math.min(BLOCK, mixtureCount - first);
            double[] rewards = rewards(occupancies, mixtures, first, count);
            for (int b = 0; b < count; b++) {
                payoffs(rewarded, rewards, b * rewardStride, payoffs, (first + b) * mixtureSize());
            }
        });
    }

    /** Of one mixture. */
    private void payoffs(double[][][] rewarded, double[] rewards, int from, double[] payoffs, int to) {
        double[] products = new double[4];
        int at = to;
        for (int p = 0; p < rewarded.length; p++) {
            double[][] rows = rewarded[p];
            int begin = from + p * rewardSize;
            int k = 0;
            for (; k + 4 <= rows.length; k += 4) {
                MatrixRows.dotFour(
                        rows[k], rows[k + 1], rows[k + 2], rows[k + 3], rewardSize, rewards, begin, products);
                System.arraycopy(products, 0, payoffs, at + k, 4);
            }
            for (; k < rows.length; k++) {
                payoffs[at + k] = MatrixRows.dot(rows[k], rewardSize, rewards, begin);
            }
            for (k = 0; k < rows.length; k++) {
                payoffs[at + k] = requireFinite(payoffs[at + k] + rows(p).get(k).fixed());
            }
            at += rows.length;
        }
    }

    @Override
    public double[] averageRewards(
            int population, int mixtureCount, double[] mixtures, int tableCount, double[] weights) {
        requireMixtures(mixtureCount, mixtures);
        requireLength("weights", weights.length, (long) tableCount * mixtureCount);
        double[][][] occupancies = occupancies();
        double[][] tables = new double[tableCount][Runs.padded(rewardSize)];
        int parts = (rewardSize + PART - 1) / PART;
        for (int slab = 0; slab < mixtureCount; slab += SLAB) {
            int first = slab;
            double[][] rows = new double[Math.min(SLAB, mixtureCount - slab)][];
            blocks(rows.length).parallel().forEach(block -> {
                int from = block * BLOCK;
                int count = Math.min(BLOCK, rows.length - from);
                double[] rewards = rewards(occupancies, mixtures, first + from, count);
                for (int b = 0; b < count; b++) {
                    int begin = b * rewardStride + population * rewardSize;
                    rows[from + b] = Arrays.copyOfRange(rewards, begin, begin + Runs.padded(rewardSize));
                }
            });
            IntStream.range(0, tableCount * parts).parallel().forEach(task -> {
                int begin = task % parts * PART;
                int table = task / parts;
                int length = Math.min(PART, rewardSize - begin);
                MatrixRows.add(rows, begin, length, weights, table * mixtureCount + first, tables[table], begin);
            });
        }
        double[] all = new double[Math.multiplyExact(tableCount, rewardSize)];
        for (int k = 0; k < tableCount; k++) {
            System.arraycopy(tables[k], 0, all, k * rewardSize, rewardSize);
        }
        return all;
    }

    @Override
    public List<MeanFieldResponse> bestResponses(int population, int tableCount, double[] rewards) {
        requireLength("rewards", rewards.length, (long) tableCount * rewardSize);
        double magnitude = 0;
        for (double reward : rewards) {
            magnitude += Math.abs(reward);
        }
        requireFinite(magnitude);
        int together = isFinite && tableCount > 1 ? Runs.LANES : 1;
        List<List<MeanFieldResponse>> groups = IntStream.range(0, (tableCount + together - 1) / together)
                .parallel()
                .mapToObj(group -> {
                    int from = group * together;
                    if (together == 1) {
                        double[] table = model().table(population, rewards, from * rewardSize);
                        return List.of(MeanFieldSweeps.bestResponse(model(), population, table));
                    }
                    int count = Math.min(together, tableCount - from);
                    return new ResponseLanes(model(), population).sweep(rewards, from * rewardSize, count);
                })
                .toList();
        List<MeanFieldResponse> responses = new ArrayList<>();
        groups.forEach(responses::addAll);
        return responses;
    }
}
