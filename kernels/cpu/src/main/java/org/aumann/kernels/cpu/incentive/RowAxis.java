package org.aumann.kernels.cpu.incentive;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import jdk.incubator.vector.DoubleVector;
import org.aumann.kernels.cpu.base.Runs;

/**
 * The last player: its actions are the contiguous axis, a sum over them is a number per row.
 *
 * <p>A row is taken in whole vectors, two at a time; the last one ends with the row and overlaps the one
 * before, and a vector of ones and zeros says which lanes count.
 */
final class RowAxis extends LeafAxis {
    /** Vectors of a row, rounded up to pairs. */
    private final int vectors;

    /** Per vector and lane 1, or 0 if an earlier vector has the action. */
    private final double[] ownLanes;

    /** The multipliers, lane by lane. */
    private final double[] laneAlpha;

    /** A number per row. */
    private double[] sums = new double[0];

    RowAxis(int actions) {
        super(actions, 1);
        this.vectors = (actions + 2 * LANES - 1) / (2 * LANES) * 2;
        this.ownLanes = new double[vectors * LANES];
        this.laneAlpha = new double[vectors * LANES];
        for (int k = 0; k < ownLanes.length; k++) {
            ownLanes[k] = action(k) >= k / LANES * LANES ? 1 : 0;
        }
    }

    /** Where a vector begins in its row. */
    private int start(int vector) {
        return Math.min(vector * LANES, actions - LANES);
    }

    /** The action of a lane, counted over all vectors. */
    private int action(int lane) {
        return start(lane / LANES) + lane % LANES;
    }

    private void reserve(int rows) {
        if (sums.length < rows) {
            sums = new double[rows];
        }
    }

    @Override
    void addLogits(double own, double[] alpha, double[] x, int length, double[] logit) {
        int rows = length / actions;
        reserve(rows);
        for (int k = 0; k < laneAlpha.length; k++) {
            laneAlpha[k] = ownLanes[k] * alpha[action(k)];
        }
        for (int v = 0; v < vectors; v += 2) {
            DoubleVector alpha0 = DoubleVector.fromArray(D, laneAlpha, v * LANES);
            DoubleVector alpha1 = DoubleVector.fromArray(D, laneAlpha, (v + 1) * LANES);
            int at = start(v);
            int next = start(v + 1) - at;
            for (int row = 0; row < rows; row++) {
                DoubleVector products = DoubleVector.fromArray(D, x, at)
                        .fma(alpha0, DoubleVector.fromArray(D, x, at + next).mul(alpha1));
                double sum = Runs.sum(products);
                sums[row] = v == 0 ? sum : sums[row] + sum;
                at += actions;
            }
        }
        for (int v = 0; v < vectors; v++) { // outermost, so that no load overlaps a store just made
            DoubleVector lanes = DoubleVector.fromArray(D, ownLanes, v * LANES);
            DoubleVector weight = lanes.mul(own);
            DoubleVector minus = lanes.neg();
            int at = start(v);
            for (int row = 0; row < rows; row++) {
                DoubleVector rest =
                        minus.fma(DoubleVector.broadcast(D, sums[row]), DoubleVector.fromArray(D, logit, at));
                DoubleVector.fromArray(D, x, at).fma(weight, rest).intoArray(logit, at);
                at += actions;
            }
        }
    }

    @Override
    double addGains(double[] sigma, double[] x, int length, double[] deviation) {
        int rows = length / actions;
        reserve(rows);
        DoubleVector value = DoubleVector.zero(D);
        for (int v = 0; v < vectors; v += 2) {
            DoubleVector lanes0 = DoubleVector.fromArray(D, ownLanes, v * LANES);
            DoubleVector lanes1 = DoubleVector.fromArray(D, ownLanes, (v + 1) * LANES);
            int at = start(v);
            int next = start(v + 1) - at;
            for (int row = 0; row < rows; row++) {
                DoubleVector sigma0 = DoubleVector.fromArray(D, sigma, at).mul(lanes0);
                DoubleVector sigma1 =
                        DoubleVector.fromArray(D, sigma, at + next).mul(lanes1);
                double mass = Runs.sum(sigma0.add(sigma1));
                sums[row] = v == 0 ? mass : sums[row] + mass;
                DoubleVector played = DoubleVector.fromArray(D, x, at).mul(sigma0);
                value = value.add(DoubleVector.fromArray(D, x, at + next).fma(sigma1, played));
                at += actions;
            }
        }
        for (int v = 0; v < vectors; v++) {
            addProducts(v, x, rows, deviation);
        }
        return Runs.sum(value);
    }

    private void addProducts(int v, double[] x, int rows, double[] deviation) {
        DoubleVector even = DoubleVector.zero(D); // two chains
        DoubleVector odd = DoubleVector.zero(D);
        int at = start(v);
        int row = 0;
        for (; row + 1 < rows; row += 2) {
            even = DoubleVector.fromArray(D, x, at).fma(DoubleVector.broadcast(D, sums[row]), even);
            odd = DoubleVector.fromArray(D, x, at + actions).fma(DoubleVector.broadcast(D, sums[row + 1]), odd);
            at += 2 * actions;
        }
        if (row < rows) {
            even = DoubleVector.fromArray(D, x, at).fma(DoubleVector.broadcast(D, sums[row]), even);
        }
        DoubleVector products = even.add(odd).mul(DoubleVector.fromArray(D, ownLanes, v * LANES));
        products.add(DoubleVector.fromArray(D, deviation, start(v))).intoArray(deviation, start(v));
    }
}
