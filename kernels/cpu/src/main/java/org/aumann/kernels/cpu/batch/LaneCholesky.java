package org.aumann.kernels.cpu.batch;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Cholesky factorisations of as many matrices as a vector has lanes, element by element: {@code [i][j][lane]}, the lower
 * triangle in packed rows. The size is made even, so that blocks of 2 × 2 need no tails: four chains of
 * multiply-adds share four loads.
 */
final class LaneCholesky {
    private final int size;
    private final int padded;
    private final double[] matrix;
    private final double[] inverseDiagonal;

    LaneCholesky(int size) {
        this.size = size;
        this.padded = size + size % 2;
        this.matrix = new double[row(padded)];
        this.inverseDiagonal = new double[padded * LANES];
    }

    /** Where a row begins. */
    static int row(int i) {
        return i * (i + 1) / 2 * LANES;
    }

    /** The lower triangle to fill in. Modified by {@link #factor}. */
    double[] matrix() {
        return matrix;
    }

    /** Length of right sides. */
    int padded() {
        return padded;
    }

    /** {@code H = LLᵀ}; a pivot that rounding has left below the least, or below a part of what it was, is raised to it. */
    void factor(double least, double part) {
        if (padded > size) { // a row of the unit matrix
            int last = row(size);
            Arrays.fill(matrix, last, last + size * LANES, 0);
            Arrays.fill(matrix, last + size * LANES, last + padded * LANES, 1);
        }
        for (int i = 0; i < padded; i += 2) {
            int row0 = row(i);
            int row1 = row(i + 1);
            for (int j = 0; j < i; j += 2) {
                offDiagonal(row0, row1, j);
            }
            diagonal(i, row0, row1, least, part);
        }
    }

    private void offDiagonal(int row0, int row1, int j) {
        int column0 = row(j);
        int column1 = row(j + 1);
        int at = j * LANES;
        DoubleVector s00 = load(row0 + at);
        DoubleVector s01 = load(row0 + at + LANES);
        DoubleVector s10 = load(row1 + at);
        DoubleVector s11 = load(row1 + at + LANES);
        for (int k = 0; k < at; k += LANES) {
            DoubleVector a0 = load(row0 + k).neg();
            DoubleVector a1 = load(row1 + k).neg();
            DoubleVector b0 = load(column0 + k);
            DoubleVector b1 = load(column1 + k);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
        }
        DoubleVector inverse0 = DoubleVector.fromArray(D, inverseDiagonal, at);
        DoubleVector inverse1 = DoubleVector.fromArray(D, inverseDiagonal, at + LANES);
        DoubleVector below = load(column1 + at).neg();
        s00 = s00.mul(inverse0);
        s10 = s10.mul(inverse0);
        s00.intoArray(matrix, row0 + at);
        s10.intoArray(matrix, row1 + at);
        s00.fma(below, s01).mul(inverse1).intoArray(matrix, row0 + at + LANES);
        s10.fma(below, s11).mul(inverse1).intoArray(matrix, row1 + at + LANES);
    }

    private void diagonal(int i, int row0, int row1, double least, double part) {
        int at = i * LANES;
        DoubleVector s00 = load(row0 + at);
        DoubleVector s10 = load(row1 + at);
        DoubleVector s11 = load(row1 + at + LANES);
        DoubleVector least0 = s00.mul(part).max(least);
        DoubleVector least1 = s11.mul(part).max(least);
        for (int k = 0; k < at; k += LANES) {
            DoubleVector a0 = load(row0 + k);
            DoubleVector a1 = load(row1 + k);
            s00 = a0.neg().fma(a0, s00);
            s10 = a1.neg().fma(a0, s10);
            s11 = a1.neg().fma(a1, s11);
        }
        DoubleVector one = DoubleVector.broadcast(D, 1);
        DoubleVector inverse0 = one.div(s00.max(least0).lanewise(VectorOperators.SQRT));
        DoubleVector l10 = s10.mul(inverse0);
        DoubleVector inverse1 = one.div(l10.neg().fma(l10, s11).max(least1).lanewise(VectorOperators.SQRT));
        inverse0.intoArray(inverseDiagonal, at);
        l10.intoArray(matrix, row1 + at);
        inverse1.intoArray(inverseDiagonal, at + LANES);
    }

    /** Solves for a right side, which becomes the solution. */
    void solve(double[] right) {
        for (int i = 0; i < padded; i++) {
            int row = row(i);
            DoubleVector sum = DoubleVector.fromArray(D, right, i * LANES);
            for (int k = 0; k < i * LANES; k += LANES) {
                sum = load(row + k).neg().fma(DoubleVector.fromArray(D, right, k), sum);
            }
            sum.mul(DoubleVector.fromArray(D, inverseDiagonal, i * LANES)).intoArray(right, i * LANES);
        }
        for (int i = padded - 1; i >= 0; i--) {
            int row = row(i);
            DoubleVector solution = DoubleVector.fromArray(D, right, i * LANES)
                    .mul(DoubleVector.fromArray(D, inverseDiagonal, i * LANES));
            solution.intoArray(right, i * LANES);
            DoubleVector negative = solution.neg();
            for (int k = 0; k < i * LANES; k += LANES) {
                load(row + k).fma(negative, DoubleVector.fromArray(D, right, k)).intoArray(right, k);
            }
        }
    }

    private DoubleVector load(int at) {
        return DoubleVector.fromArray(D, matrix, at);
    }
}
