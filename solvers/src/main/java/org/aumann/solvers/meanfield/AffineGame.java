package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.random.Philox;
import org.aumann.solvers.nash.SymmetricNash;

/**
 * Restricted games whose payoff differences are affine in the mixture ("µ-diff-affine"): they are symmetric matrix games,
 * {@code J(π_i, µ(ν)) − J(π_k, µ(ν)) = Σ_j ν_j (M_ij − M_kj)} with {@code M_ij = J(π_i, µ^{π_j})}. Muller et al. 2021,
 * appendix C.
 */
final class AffineGame {
    /** Random mixtures that are compared. */
    private static final int PROBES = 8;

    /** What differences may be off, relative to the largest payoff. */
    private static final double ROUNDING = 1e-10;

    private AffineGame() {}

    /**
     * The equilibrium of a restricted game of one population that is a matrix game.
     *
     * @return a mixture; none if the game is no matrix game
     */
    static double[] nash(RestrictedGame game, Philox random) {
        if (game.populationCount() > 1) {
            return new double[0];
        }
        List<double[]> vertices = new ArrayList<>();
        for (int j = 0; j < game.size(); j++) {
            double[] vertex = new double[game.size()];
            vertex[j] = 1;
            vertices.add(vertex);
        }
        double[][] against = game.payoffs(vertices);
        double[][] matrix = new double[game.size()][game.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = against[j][i];
            }
        }
        return isAffine(game, matrix, random) ? SymmetricNash.of(matrix) : new double[0];
    }

    private static boolean isAffine(RestrictedGame game, double[][] matrix, Philox random) {
        List<double[]> probes = new ArrayList<>();
        for (int b = 0; b < PROBES; b++) {
            probes.add(Mixtures.random(game, random));
        }
        double[][] payoffs = game.payoffs(probes);
        for (int b = 0; b < PROBES; b++) {
            for (int i = 0; i < matrix.length; i++) {
                double expected = 0;
                double size = 1e-300;
                for (int j = 0; j < matrix.length; j++) {
                    expected += probes.get(b)[j] * (matrix[i][j] - matrix[0][j]);
                    size = Math.max(size, Math.abs(matrix[i][j]));
                }
                if (!(Math.abs(payoffs[b][i] - payoffs[b][0] - expected) <= ROUNDING * size)) {
                    return false;
                }
            }
        }
        return true;
    }
}
