package org.aumann.solvers.algebra;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** The inverse of Moore and Penrose, which answers {@code Ax = b} with the smallest x of those that miss b least. */
public final class PseudoInverse {
    private PseudoInverse() {}

    /**
     * Inverts a matrix.
     *
     * @param matrix A. Not modified.
     * @param least singular values below this part of the largest one are 0
     * @return the inverse, of the transposed shape
     */
    public static DMatrixRMaj of(DMatrixRMaj matrix, double least) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, true, true, true);
        svd.decompose(matrix.copy());
        double[] values = svd.getSingularValues();
        int count = svd.numberOfSingularValues();
        double greatest = 0;
        for (int k = 0; k < count; k++) {
            greatest = Math.max(greatest, values[k]);
        }
        DMatrixRMaj right = svd.getV(null, false);
        for (int k = 0; k < count; k++) {
            double factor = values[k] > least * greatest ? 1 / values[k] : 0;
            for (int i = 0; i < right.numRows; i++) {
                right.set(i, k, right.get(i, k) * factor);
            }
        }
        DMatrixRMaj inverse = new DMatrixRMaj(matrix.numCols, matrix.numRows);
        CommonOps_DDRM.multTransB(right, svd.getU(null, false), inverse);
        return inverse;
    }
}
