package org.aumann.kernels.cpu.incentive;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import jdk.incubator.vector.DoubleVector;
import org.aumann.kernels.cpu.base.Runs;

/**
 * Runs of at least a vector. The last vector of a run ends with the run and overlaps the one before; what
 * enters it is zero in the lanes that overlap, so that no loop needs a tail.
 */
final class StridedAxis extends LeafAxis {
    private final int vectors;

    /** Per lane of the last vector 1, or 0 if the vector before has it. */
    private final DoubleVector ownLanes;

    /** Co-player marginals, one vector per slab and vector of a run. */
    private double[] marginal = new double[0];

    StridedAxis(int actions, int stride) {
        super(actions, stride);
        this.vectors = (stride + LANES - 1) / LANES;
        double[] own = new double[LANES];
        for (int lane = vectors * LANES - stride; lane < LANES; lane++) {
            own[lane] = 1;
        }
        this.ownLanes = DoubleVector.fromArray(D, own, 0);
    }

    /** Where a vector begins in its run. */
    private int start(int vector) {
        return Math.min(vector * LANES, stride - LANES);
    }

    private DoubleVector lanes(int vector) {
        return vector < vectors - 1 ? DoubleVector.broadcast(D, 1) : ownLanes;
    }

    @Override
    void addLogits(double own, double[] alpha, double[] x, int length, double[] logit) {
        int slab = actions * stride;
        for (int v = 0; v < vectors; v++) { // outermost, so that no load overlaps a store just made
            DoubleVector lanes = lanes(v);
            DoubleVector weight = lanes.mul(own);
            for (int first = start(v); first < length; first += slab) {
                DoubleVector sum = DoubleVector.zero(D);
                int at = first;
                for (int d = 0; d < actions; d++) {
                    sum = DoubleVector.fromArray(D, x, at).fma(DoubleVector.broadcast(D, alpha[d]), sum);
                    at += stride;
                }
                DoubleVector minus = sum.mul(lanes);
                at = first;
                for (int r = 0; r < actions; r++) {
                    DoubleVector rest = DoubleVector.fromArray(D, logit, at).sub(minus);
                    DoubleVector.fromArray(D, x, at).fma(weight, rest).intoArray(logit, at);
                    at += stride;
                }
            }
        }
    }

    @Override
    double addGains(double[] sigma, double[] x, int length, double[] deviation) {
        int slab = actions * stride;
        int slabs = length / slab;
        if (marginal.length < slabs * vectors * LANES) {
            marginal = new double[slabs * vectors * LANES];
        }
        DoubleVector value = DoubleVector.zero(D);
        for (int v = 0; v < vectors; v++) {
            DoubleVector lanes = lanes(v);
            int to = v * slabs * LANES;
            for (int first = start(v); first < length; first += slab) {
                DoubleVector mass = DoubleVector.zero(D);
                DoubleVector played = DoubleVector.zero(D);
                int at = first;
                for (int r = 0; r < actions; r++) {
                    DoubleVector probability = DoubleVector.fromArray(D, sigma, at);
                    mass = mass.add(probability);
                    played = DoubleVector.fromArray(D, x, at).fma(probability, played);
                    at += stride;
                }
                value = played.fma(lanes, value);
                mass.mul(lanes).intoArray(marginal, to);
                to += LANES;
            }
        }
        for (int d = 0; d < actions; d++) {
            DoubleVector product = DoubleVector.zero(D);
            int from = 0;
            for (int v = 0; v < vectors; v++) {
                for (int at = d * stride + start(v); at < length; at += slab) {
                    product = DoubleVector.fromArray(D, x, at).fma(DoubleVector.fromArray(D, marginal, from), product);
                    from += LANES;
                }
            }
            deviation[d] += Runs.sum(product);
        }
        return Runs.sum(value);
    }
}
