package org.aumann.kernels.cpu.meanfield;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.aumann.core.meanfield.CrowdRewards;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.kernels.cpu.base.Runs;
import org.aumann.kernels.cpu.base.VectorLog;

/**
 * Mean fields and {@link CrowdRewards} of mixtures, a part of the times and states at a time, so that nothing but Ω leaves the
 * caches. Policies without weight are left out.
 */
final class CrowdParts {
    /** Most times and states of a part. */
    private static final int MOST = 1_024;

    /** Mixtures that share the reads of Ω. */
    static final int BLOCK = 4;

    private final CrowdRewards crowd;
    private final double[][][] occupancies;
    private final int fieldSize;

    /** Times and states of a part, whole vectors. */
    private final int width;

    /** Up to four mixtures, and the policies to which at least one of them gives weight. */
    static final class Block {
        private final int count;
        private final double[][][] rows;

        /** {@code [population][mixture][row]}. */
        private final double[][] weights;

        private Block(int count, int populations) {
            this.count = count;
            this.rows = new double[populations][][];
            this.weights = new double[populations][];
        }

        int count() {
            return count;
        }
    }

    /** The occupancies are padded rows by population. */
    CrowdParts(MeanFieldModel model, CrowdRewards crowd, double[][][] occupancies) {
        this.crowd = crowd;
        this.occupancies = occupancies;
        this.fieldSize = model.fieldSize();
        this.width = Math.min(MOST, Runs.padded(fieldSize));
    }

    int width() {
        return width;
    }

    int partCount() {
        return (fieldSize + width - 1) / width;
    }

    int length(int part) {
        return Math.min(width, fieldSize - part * width);
    }

    /** Room for the mean fields of a block. */
    double[] field() {
        return new double[BLOCK * occupancies.length * width];
    }

    Block block(double[] mixtures, int mixtureSize, int first, int count) {
        Block block = new Block(count, occupancies.length);
        int begin = first * mixtureSize;
        for (int p = 0; p < occupancies.length; p++) {
            int policies = occupancies[p].length;
            int[] used = new int[policies];
            int size = 0;
            for (int k = 0; k < policies; k++) {
                boolean isUsed = false;
                for (int b = 0; b < count; b++) {
                    isUsed |= mixtures[begin + b * mixtureSize + k] != 0;
                }
                used[size] = k;
                size += isUsed ? 1 : 0;
            }
            block.rows[p] = new double[size][];
            block.weights[p] = new double[count * size];
            for (int j = 0; j < size; j++) {
                block.rows[p][j] = occupancies[p][used[j]];
                for (int b = 0; b < count; b++) {
                    block.weights[p][b * size + j] = mixtures[begin + b * mixtureSize + used[j]];
                }
            }
            begin += policies;
        }
        return block;
    }

    /** A part of the mean fields of a block, {@code [mixture][population][width]}. */
    void mix(Block block, int part, double[] field) {
        int populations = occupancies.length;
        int stride = populations * width;
        int length = length(part);
        Arrays.fill(field, 0, block.count * stride, 0);
        for (int p = 0; p < populations; p++) {
            double[][] rows = block.rows[p];
            double[] weights = block.weights[p];
            if (block.count == BLOCK) {
                MatrixRows.addToFour(rows, part * width, length, weights, 0, rows.length, field, p * width, stride);
            } else {
                for (int b = 0; b < block.count; b++) {
                    MatrixRows.add(rows, part * width, length, weights, b * rows.length, field, b * stride + p * width);
                }
            }
        }
    }

    /** A population's rewards of one mixture of a block. */
    void rewards(double[] field, int mixture, int population, int length, double[] rewards) {
        int from = mixture * occupancies.length * width;
        int own = from + population * width;
        double weight = -crowd.aversion(population);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector here = DoubleVector.fromArray(D, field, own + i);
            VectorLog.log(here.add(CrowdRewards.EMPTY)).mul(weight).intoArray(rewards, i);
        }
        for (int q = 0; q < occupancies.length; q++) {
            double meeting = crowd.meeting(population, q);
            for (int i = 0; i < length && meeting != 0; i += LANES) {
                DoubleVector.fromArray(D, field, from + q * width + i)
                        .fma(DoubleVector.broadcast(D, meeting), DoubleVector.fromArray(D, rewards, i))
                        .intoArray(rewards, i);
            }
        }
    }
}
