package org.aumann.kernels.cpu.incentive;

import java.util.Arrays;

/** Runs and rows shorter than a vector: plain loops. */
final class ScalarAxis extends LeafAxis {
    /** A number per slab and place in a run. */
    private double[] sums = new double[0];

    ScalarAxis(int actions, int stride) {
        super(actions, stride);
    }

    @Override
    void addLogits(double own, double[] alpha, double[] x, int length, double[] logit) {
        int slabs = clearSums(length);
        for (int d = 0; d < actions; d++) {
            for (int slab = 0; slab < slabs; slab++) {
                for (int i = 0; i < stride; i++) {
                    sums[slab * stride + i] += alpha[d] * x[(slab * actions + d) * stride + i];
                }
            }
        }
        for (int d = 0; d < actions; d++) {
            for (int slab = 0; slab < slabs; slab++) {
                for (int i = 0; i < stride; i++) {
                    int at = (slab * actions + d) * stride + i;
                    logit[at] += own * x[at] - sums[slab * stride + i];
                }
            }
        }
    }

    @Override
    double addGains(double[] sigma, double[] x, int length, double[] deviation) {
        int slabs = clearSums(length);
        double value = 0;
        for (int d = 0; d < actions; d++) {
            for (int slab = 0; slab < slabs; slab++) {
                for (int i = 0; i < stride; i++) {
                    int at = (slab * actions + d) * stride + i;
                    sums[slab * stride + i] += sigma[at];
                    value += sigma[at] * x[at];
                }
            }
        }
        for (int d = 0; d < actions; d++) {
            double product = 0;
            for (int slab = 0; slab < slabs; slab++) {
                for (int i = 0; i < stride; i++) {
                    product += sums[slab * stride + i] * x[(slab * actions + d) * stride + i];
                }
            }
            deviation[d] += product;
        }
        return value;
    }

    private int clearSums(int length) {
        int size = length / actions;
        if (sums.length < size) {
            sums = new double[size];
        }
        Arrays.fill(sums, 0, size, 0);
        return size / stride;
    }
}
