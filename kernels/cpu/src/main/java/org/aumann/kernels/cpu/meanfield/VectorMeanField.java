package org.aumann.kernels.cpu.meanfield;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.core.meanfield.TimeModel;
import org.aumann.kernels.cpu.base.Runs;

/**
 * K5: mixtures in blocks of four that share the reads of Ω, blocks on all cores; reward tables of best responses, and policies
 * that randomise, in the lanes of vectors. Discounted games are swept by the reference, on all cores.
 */
public final class VectorMeanField extends AbstractMeanField {
    /** Mixtures that share the reads of Ω. */
    private static final int BLOCK = CrowdParts.BLOCK;

    /** Mixtures whose rewards are kept at a time for averages. */
    private static final int SLAB = 64;

    /** Numbers of an average that a task adds up: a few rows of them fit the first-level cache. */
    private static final int PART = 2_048;

    private final Moves moves;
    private final boolean isFinite;
    private final boolean isByState;
    private final int fieldSize;
    private final int rewardSize;
    private final int fieldStride;
    private final int rewardStride;

    /**
     * The operator of a game.
     *
     * @param model the game
     */
    public VectorMeanField(MeanFieldModel model) {
        super(model);
        this.moves = new Moves(model);
        this.isFinite = model.game().time() instanceof TimeModel.FiniteHorizon;
        this.isByState = model.game().dependence() == RewardDependence.STATE;
        this.fieldSize = model.fieldSize();
        this.rewardSize = model.rewardSize();
        // Room for a whole vector behind the last population.
        this.fieldStride = Runs.padded(model.populationCount() * fieldSize) + Runs.LANES;
        this.rewardStride = Runs.padded(model.populationCount() * rewardSize) + Runs.LANES;
    }

    @Override
    List<Row> sweep(List<MeanFieldPolicy> policies) {
        Row[] swept = new Row[policies.size()];
        if (!isFinite) {
            Tasks.each(swept.length, k -> {
                MeanFieldPolicy policy = policies.get(k);
                swept[k] = Row.of(policy, MeanFieldSweeps.occupancy(policy));
            });
            return Arrays.asList(swept);
        }
        Tasks.groups(swept.length, DiagonalBlocks.TOGETHER, (from, to) -> {
            OccupancySweep sweep = OccupancySweep.of(moves, policies.subList(from, to));
            for (int k = from; k < to; k++) {
                double[] occupancy = sweep.occupancy(k - from);
                swept[k] =
                        isByState ? Row.byState(occupancy, sweep.fixed(k - from)) : Row.of(policies.get(k), occupancy);
            }
        });
        return Arrays.asList(swept);
    }

    @Override
    public double[] meanFields(int mixtureCount, double[] mixtures) {
        requireMixtures(mixtureCount, mixtures);
        int size = model().populationCount() * fieldSize;
        double[] fields = new double[Math.multiplyExact(mixtureCount, size)];
        double[][][] occupancies = occupancies();
        Tasks.each(blockCount(mixtureCount), block -> {
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

    private static int blockCount(int mixtureCount) {
        return (mixtureCount + BLOCK - 1) / BLOCK;
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
        Optional<CrowdRewards> crowd = model().game().crowdRewards();
        if (crowd.isPresent()) {
            CrowdParts parts = new CrowdParts(model(), crowd.get(), occupancies);
            Tasks.each(
                    blockCount(mixtureCount),
                    block -> payoffs(parts, occupancies, mixtureCount, mixtures, block, payoffs));
            return;
        }
        double[][][] rewarded = new double[occupancies.length][][];
        Arrays.setAll(rewarded, p -> rows(p).stream().map(Row::rewarded).toArray(double[][]::new));
        Tasks.each(blockCount(mixtureCount), block -> {
            int first = block * BLOCK;
            int count = Math.min(BLOCK, mixtureCount - first);
            double[] rewards = rewards(occupancies, mixtures, first, count);
            for (int b = 0; b < count; b++) {
                payoffs(rewarded, rewards, b * rewardStride, payoffs, (first + b) * mixtureSize());
            }
        });
    }

    /** Of a block of mixtures, a part of the times and states after the other. */
    private void payoffs(
            CrowdParts parts,
            double[][][] occupancies,
            int mixtureCount,
            double[] mixtures,
            int number,
            double[] payoffs) {
        int first = number * BLOCK;
        CrowdParts.Block block = parts.block(mixtures, mixtureSize(), first, Math.min(BLOCK, mixtureCount - first));
        double[] field = parts.field();
        double[] rewards = new double[parts.width()];
        Arrays.fill(payoffs, first * mixtureSize(), (first + block.count()) * mixtureSize(), 0);
        for (int part = 0; part < parts.partCount(); part++) {
            parts.mix(block, part, field);
            for (int b = 0; b < block.count(); b++) {
                int at = (first + b) * mixtureSize();
                for (int p = 0; p < occupancies.length; p++) {
                    int length = parts.length(part);
                    parts.rewards(field, b, p, length, rewards);
                    addProducts(occupancies[p], part * parts.width(), length, rewards, 0, payoffs, at);
                    at += occupancies[p].length;
                }
            }
        }
        for (int b = 0; b < block.count(); b++) {
            addFixed(payoffs, (first + b) * mixtureSize());
        }
    }

    /** Of one mixture. */
    private void payoffs(double[][][] rewarded, double[] rewards, int from, double[] payoffs, int to) {
        Arrays.fill(payoffs, to, to + mixtureSize(), 0);
        int at = to;
        for (int p = 0; p < rewarded.length; p++) {
            addProducts(rewarded[p], 0, rewardSize, rewards, from + p * rewardSize, payoffs, at);
            at += rewarded[p].length;
        }
        addFixed(payoffs, to);
    }

    private static void addProducts(
            double[][] rows, int begin, int length, double[] rewards, int from, double[] payoffs, int to) {
        double[] products = new double[4];
        int k = 0;
        for (; k + 4 <= rows.length; k += 4) {
            MatrixRows.dotFour(rows[k], rows[k + 1], rows[k + 2], rows[k + 3], begin, length, rewards, from, products);
            for (int j = 0; j < 4; j++) {
                payoffs[to + k + j] += products[j];
            }
        }
        for (; k < rows.length; k++) {
            payoffs[to + k] += MatrixRows.dot(rows[k], begin, length, rewards, from);
        }
    }

    private void addFixed(double[] payoffs, int to) {
        int at = to;
        for (int p = 0; p < model().populationCount(); p++) {
            for (Row row : rows(p)) {
                payoffs[at] = requireFinite(payoffs[at] + row.fixed());
                at++;
            }
        }
    }

    @Override
    public double[] averageRewards(
            int population, int mixtureCount, double[] mixtures, int tableCount, double[] weights) {
        requireMixtures(mixtureCount, mixtures);
        requireLength("weights", weights.length, (long) tableCount * mixtureCount);
        double[][][] occupancies = occupancies();
        Optional<CrowdRewards> crowd = model().game().crowdRewards();
        if (crowd.isPresent()) {
            return averages(
                    new CrowdParts(model(), crowd.get(), occupancies),
                    population,
                    mixtureCount,
                    mixtures,
                    tableCount,
                    weights);
        }
        double[][] tables = new double[tableCount][Runs.padded(rewardSize)];
        int parts = (rewardSize + PART - 1) / PART;
        for (int slab = 0; slab < mixtureCount; slab += SLAB) {
            int first = slab;
            double[][] rows = new double[Math.min(SLAB, mixtureCount - slab)][];
            Tasks.each(blockCount(rows.length), block -> {
                int from = block * BLOCK;
                int count = Math.min(BLOCK, rows.length - from);
                double[] rewards = rewards(occupancies, mixtures, first + from, count);
                for (int b = 0; b < count; b++) {
                    int begin = b * rewardStride + population * rewardSize;
                    rows[from + b] = Arrays.copyOfRange(rewards, begin, begin + Runs.padded(rewardSize));
                }
            });
            Tasks.each(tableCount * parts, task -> {
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

    private double[] averages(
            CrowdParts parts, int population, int mixtureCount, double[] mixtures, int tableCount, double[] weights) {
        double[] tables = new double[Math.multiplyExact(tableCount, rewardSize)];
        for (int slab = 0; slab < mixtureCount; slab += SLAB) {
            int first = slab;
            int size = Math.min(SLAB, mixtureCount - slab);
            CrowdParts.Block[] blocks = new CrowdParts.Block[blockCount(size)];
            Arrays.setAll(blocks, k -> {
                int begin = first + k * BLOCK;
                return parts.block(mixtures, mixtureSize(), begin, Math.min(BLOCK, first + size - begin));
            });
            Tasks.groups(parts.partCount(), Integer.MAX_VALUE, (from, to) -> {
                double[][] rewards = new double[size][parts.width()];
                double[] field = parts.field();
                double[] sums = new double[parts.width()];
                for (int part = from; part < to; part++) {
                    int length = parts.length(part);
                    for (int k = 0; k < blocks.length; k++) {
                        parts.mix(blocks[k], part, field);
                        for (int b = 0; b < blocks[k].count(); b++) {
                            parts.rewards(field, b, population, length, rewards[k * BLOCK + b]);
                        }
                    }
                    for (int table = 0; table < tableCount; table++) {
                        int at = table * rewardSize + part * parts.width();
                        addAverage(rewards, weights, table * mixtureCount + first, length, sums, tables, at);
                    }
                }
            });
        }
        return tables;
    }

    /** Adds the rows that have weight to a part of a table; {@code sums} is room for it in whole vectors. */
    private static void addAverage(
            double[][] rows, double[] weights, int weight, int length, double[] sums, double[] tables, int to) {
        double[][] used = new double[rows.length][];
        double[] factors = new double[rows.length];
        int size = 0;
        for (int k = 0; k < rows.length; k++) {
            if (weights[weight + k] != 0) {
                factors[size] = weights[weight + k];
                used[size++] = rows[k];
            }
        }
        System.arraycopy(tables, to, sums, 0, length);
        MatrixRows.add(Arrays.copyOf(used, size), 0, length, factors, 0, sums, 0);
        System.arraycopy(sums, 0, tables, to, length);
    }

    @Override
    public List<MeanFieldResponse> bestResponses(int population, int tableCount, double[] rewards) {
        requireLength("rewards", rewards.length, (long) tableCount * rewardSize);
        MeanFieldResponse[] responses = new MeanFieldResponse[tableCount];
        if (!isFinite) {
            Arrays.stream(rewards).forEach(this::requireFinite);
            Tasks.each(tableCount, k -> responses[k] = referenceResponse(population, rewards, k));
            return Arrays.asList(responses);
        }
        Tasks.groups(tableCount, DiagonalBlocks.TOGETHER, (from, to) -> {
            ResponseSweep sweep = ResponseSweep.against(moves, population, rewards, from * rewardSize, to - from);
            for (int k = from; k < to; k++) {
                requireFinite(sweep.magnitude(k - from));
                responses[k] = sweep.response(k - from);
            }
        });
        return Arrays.asList(responses);
    }
}
