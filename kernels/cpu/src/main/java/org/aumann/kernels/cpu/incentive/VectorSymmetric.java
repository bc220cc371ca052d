package org.aumann.kernels.cpu.incentive;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.CountProfiles;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.Regulariser;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.cpu.base.Runs;
import org.aumann.kernels.host.AbstractIncentives;
import org.jspecify.annotations.Nullable;

/**
 * K3 over count profiles on all cores.
 *
 * <p>Logits gather: every profile c needs, for each action r that somebody has, the row {@code u(·, c − e_r)} and
 * its product with a row of multipliers, {@code 2 A²} flops. Gains go through the profiles k of the others, with the
 * {@code x(k + e_r)} of the A neighbours. Neighbours are numbered from the counts, in A steps, so that no table of
 * them takes memory. Rows are padded to whole vectors. Sums are taken in parts of a fixed number.
 */
public final class VectorSymmetric extends AbstractIncentives {
    /** Parts of the profiles; their sums are added in order, whatever the number of threads. */
    private static final int PARTS = 64;

    /** Profiles that are staged at a time. */
    private static final int RUN = 1_024;

    private final SymmetricGame game;
    private final SolutionConcept concept;
    private final CountProfiles profiles;
    private final CountProfiles coPlayers;
    private final MemorySegment payoffs;
    private final MemorySegment multiplicities;
    private final int actions;
    private final int width;

    /**
     * The operator of a symmetric game.
     *
     * @param game the game; its payoffs stay open as long as the operator
     * @param concept CE or CCE
     * @param tilt one float64 per count profile, or null. Not modified.
     */
    public VectorSymmetric(SymmetricGame game, SolutionConcept concept, @Nullable MemorySegment tilt) {
        super(game, concept, tilt);
        this.game = game;
        this.concept = concept;
        this.profiles = game.profiles();
        this.coPlayers = game.coPlayers();
        this.payoffs = game.payoffs();
        this.multiplicities = game.multiplicities();
        this.actions = profiles.actions();
        this.width = Runs.padded(actions);
    }

    private static int first(int part, int count) {
        return (int) ((long) count * part / PARTS);
    }

    private static <T> List<T> overParts(Function<Integer, T> work) {
        return IntStream.range(0, PARTS).parallel().mapToObj(work::apply).toList();
    }

    /** {@code u(·, k)}, padded with zeros. */
    private void load(int others, double[] row) {
        Runs.load(payoffs, (long) others * actions, actions, row, 0);
    }

    private double dot(double[] x, double[] y, int from) {
        DoubleVector sum = DoubleVector.zero(D);
        for (int i = 0; i < width; i += LANES) {
            sum = DoubleVector.fromArray(D, x, i).fma(DoubleVector.fromArray(D, y, from + i), sum);
        }
        return Runs.sum(sum);
    }

    @Override
    public void logits(double[] alpha, double[] payoffWeights, JointBuffer logits) {
        HostBuffer buffer = HostBuffer.of(logits);
        buffer.rescale(1);
        double[] multipliers = new double[actions * width];
        double[] own = new double[actions];
        for (int r = 0; r < actions; r++) {
            int row = concept == SolutionConcept.CE ? r * actions : 0;
            own[r] = payoffWeights[0];
            for (int d = 0; d < actions; d++) {
                multipliers[r * width + d] = d == r ? 0 : alpha[row + d];
                own[r] += multipliers[r * width + d];
            }
        }
        overParts(part -> {
            addLogits(part, multipliers, own, payoffWeights, buffer.stored());
            return part;
        });
    }

    /** {@code ℓ(c) = Σ_r (c_r / n) (own_r u(r, c − e_r) − Σ_d α_rd u(d, c − e_r))} and the tilt. */
    private void addLogits(int part, double[] multipliers, double[] own, double[] payoffWeights, MemorySegment logits) {
        int end = first(part + 1, profiles.count());
        int c = first(part, profiles.count());
        if (c == end) {
            return;
        }
        int[] profile = profiles.profile(c);
        int[] neighbours = new int[actions];
        double[] row = new double[width];
        for (; c < end; c++, profiles.next(profile)) {
            profiles.withOneLess(profile, neighbours);
            double sum = 0;
            for (int r = 0; r < actions; r++) {
                if (profile[r] > 0) {
                    load(neighbours[r], row);
                    sum += profile[r] * (own[r] * row[r] - dot(row, multipliers, r * width));
                }
            }
            HostBuffer.set(logits, c, sum / profiles.players() + ofTilt(payoffWeights, c));
        }
    }

    @Override
    public double respond(Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma) {
        logits(alpha, payoffWeights, sigma);
        HostBuffer buffer = HostBuffer.of(sigma);
        MemorySegment memory = buffer.stored();
        double greatest = overParts(part -> greatest(part, memory)).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        double[] sum = new double[1];
        double conjugate = switch (regulariser) {
            case ENTROPY -> {
                sum[0] = overParts(part -> exponentials(part, memory, greatest)).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
                yield greatest + Math.log(sum[0]);
            }
            case GINI -> new Sparsemax(game, memory, greatest).project(sum);
        };
        buffer.rescale(1 / sum[0]);
        return conjugate;
    }

    private double greatest(int part, MemorySegment logits) {
        LogitMap.Greatest map = new LogitMap.Greatest();
        map(part, logits, map, null);
        return map.greatest();
    }

    /** Replaces the logits by {@code M exp(ℓ − shift)} and sums up. */
    private double exponentials(int part, MemorySegment logits, double shift) {
        double[] sum = new double[1];
        map(part, logits, new LogitMap.Exponential(shift), sum);
        return sum[0];
    }

    /** Maps the logits, multiplies them with M where a sum is wanted, and writes them back then. */
    private void map(int part, MemorySegment logits, LogitMap map, double @Nullable [] sum) {
        int end = first(part + 1, profiles.count());
        double[] logit = new double[Runs.padded(RUN)];
        double[] multiplicity = new double[logit.length];
        for (int at = first(part, profiles.count()); at < end; at += RUN) {
            int length = Math.min(RUN, end - at);
            Runs.load(logits, at, length, logit, 0);
            map.apply(logit, length);
            if (sum == null) {
                continue;
            }
            Runs.load(multiplicities, at, length, multiplicity, 0);
            Arrays.fill(multiplicity, length, Runs.padded(length), 0);
            DoubleVector total = DoubleVector.zero(D);
            for (int i = 0; i < length; i += LANES) {
                DoubleVector mass = DoubleVector.fromArray(D, logit, i).mul(DoubleVector.fromArray(D, multiplicity, i));
                mass.intoArray(logit, i);
                total = total.add(mass);
            }
            sum[0] += Runs.sum(total);
            Runs.store(logit, 0, length, logits, at);
        }
    }

    @Override
    public void gains(JointBuffer sigma, double[] gains) {
        HostBuffer buffer = HostBuffer.of(sigma);
        MemorySegment memory = buffer.stored();
        int blocks = concept == SolutionConcept.CE ? actions : 1;
        List<double[]> sums = overParts(part -> gains(part, memory, blocks));
        Arrays.fill(gains, 0);
        double factor = buffer.scale() / profiles.players();
        for (int b = 0; b < blocks; b++) {
            int row = b * actions;
            for (double[] sum : sums) {
                for (int d = 0; d < actions; d++) {
                    gains[row + d] += sum[b * width + d];
                }
            }
            for (int d = 0; d < actions; d++) {
                gains[row + d] *= factor;
            }
        }
    }

    /** {@code Σ_k Σ_r x(k + e_r) (k_r + 1) (u(d, k) − u(r, k))}, a block for every r or one for all. */
    private double[] gains(int part, MemorySegment sigma, int blocks) {
        double[] sums = new double[blocks * width];
        int end = first(part + 1, coPlayers.count());
        int k = first(part, coPlayers.count());
        if (k == end) {
            return sums;
        }
        int[] others = coPlayers.profile(k);
        int[] neighbours = new int[actions];
        double[] row = new double[width];
        for (; k < end; k++, coPlayers.next(others)) {
            coPlayers.withOneMore(others, neighbours);
            load(k, row);
            double mass = 0;
            double value = 0;
            for (int r = 0; r < actions; r++) {
                double share = HostBuffer.get(sigma, neighbours[r]) * (others[r] + 1);
                if (blocks == 1) {
                    mass += share;
                    value += share * row[r];
                } else if (share != 0) {
                    addDifferences(share, row, row[r], sums, r * width);
                }
            }
            if (blocks == 1 && mass != 0) {
                addWeighted(mass, row, value, sums);
            }
        }
        return sums;
    }

    /** {@code sums += weight (row − payoff)}. */
    private void addDifferences(double weight, double[] row, double payoff, double[] sums, int from) {
        for (int i = 0; i < width; i += LANES) {
            DoubleVector.fromArray(D, row, i)
                    .sub(payoff)
                    .fma(DoubleVector.broadcast(D, weight), DoubleVector.fromArray(D, sums, from + i))
                    .intoArray(sums, from + i);
        }
    }

    /** {@code sums += mass row − value}. */
    private void addWeighted(double mass, double[] row, double value, double[] sums) {
        for (int i = 0; i < width; i += LANES) {
            DoubleVector.fromArray(D, row, i)
                    .fma(
                            DoubleVector.broadcast(D, mass),
                            DoubleVector.fromArray(D, sums, i).sub(value))
                    .intoArray(sums, i);
        }
    }

    @Override
    protected MemorySegment elements(JointBuffer buffer) {
        return HostBuffer.segmentOf(buffer);
    }

    @Override
    public double[] differences(long[] outcomes) {
        int rows = rowCount();
        double[] differences = new double[Math.multiplyExact(outcomes.length, rows)];
        IntStream.range(0, outcomes.length)
                .parallel()
                .forEach(k -> deviationDifferences().add(outcomes[k], differences, k * rows));
        return differences;
    }

    @Override
    public void close() {}
}
