package org.aumann.kernels;

import java.util.Arrays;
import java.util.stream.Stream;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.Precision;

/**
 * One shape of game, concept and precision; together they reach every path of a blocked, vectorised,
 * multi-threaded implementation.
 *
 * @param index the joint actions
 * @param concept CE or CCE
 * @param precision how payoffs are stored
 */
public record IncentiveCase(JointActionIndex index, SolutionConcept concept, Precision precision) {
    /** No small game has more joint actions. */
    static final long GREATEST_SMALL = 3000;

    /** One to six players; lengths of vectors, warps and blocks, and their neighbours, as first and as last axis. */
    private static final int[][] SMALL = {
        {1},
        {2},
        {17},
        {207},
        {257},
        {1, 1},
        {1, 5},
        {5, 1},
        {2, 1},
        {2, 2},
        {2, 3},
        {3, 2},
        {2, 7},
        {2, 8},
        {2, 9},
        {3, 10},
        {3, 16},
        {3, 17},
        {2, 207},
        {2, 1021},
        {7, 2},
        {8, 3},
        {9, 2},
        {10, 3},
        {16, 2},
        {17, 3},
        {33, 3},
        {207, 2},
        {1021, 2},
        {3, 1, 2},
        {4, 5, 6},
        {1, 1, 1, 7},
        {2, 3, 4, 5},
        {3, 2, 1, 2, 2},
        {2, 2, 3, 2, 3},
        {2, 3, 2, 2, 2, 3}
    };

    /** Tens of thousands of joint actions: beyond the shortcuts for small games. */
    private static final int[][] MEDIUM = {
        {150, 140},
        {1021, 33},
        {33, 1021},
        {31, 1, 29, 33},
        {10, 10, 10, 10, 3},
        {7, 9, 11, 13, 5},
        {5, 4, 5, 4, 5, 11},
        {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}
    };

    /** Small games, every concept and precision. */
    static Stream<IncentiveCase> small() {
        return Arrays.stream(SMALL)
                .flatMap(shape ->
                        Arrays.stream(Precision.values()).flatMap(precision -> everyConcept(shape, precision)));
    }

    /** {@code -Dorg.aumann.test.games=small}: small games only, for back ends that are slow, or watched by a sanitizer. */
    static boolean isOnlySmall() {
        return "small".equals(System.getProperty("org.aumann.test.games"));
    }

    /** Small and medium games. */
    static Stream<IncentiveCase> medium() {
        return isOnlySmall() ? small() : smallAndMedium();
    }

    private static Stream<IncentiveCase> smallAndMedium() {
        return Stream.concat(
                small(),
                Stream.concat(
                        Arrays.stream(MEDIUM)
                                .flatMap(shape -> Arrays.stream(Precision.values())
                                        .flatMap(precision -> everyConcept(shape, precision))),
                        Stream.of(of(SolutionConcept.CCE, Precision.FLOAT64, 10_007))));
    }

    /** A quarter of a million joint actions and more; CE where its rows are few enough to be quick. */
    static Stream<IncentiveCase> large() {
        if (isOnlySmall()) {
            return Stream.of(of(SolutionConcept.CE, Precision.FLOAT32, 10, 10, 10));
        }
        return Stream.of(
                of(SolutionConcept.CE, Precision.FLOAT32, 64, 64, 64),
                of(SolutionConcept.CCE, Precision.FLOAT64, 64, 64, 64),
                of(SolutionConcept.CE, Precision.FLOAT64, 10, 10, 10, 10, 10, 10),
                of(SolutionConcept.CCE, Precision.FLOAT32, 10, 10, 10, 10, 10, 10),
                of(SolutionConcept.CCE, Precision.FLOAT32, 16, 16, 16, 16, 16),
                of(SolutionConcept.CCE, Precision.FLOAT64, 1000, 300),
                of(SolutionConcept.CE, Precision.FLOAT32, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2));
    }

    /** Games that a back end cuts into many tasks; few, for tests that repeat everything. */
    static Stream<IncentiveCase> parallel() {
        int[][] shapes = isOnlySmall()
                ? new int[][] {{10, 10, 10}}
                : new int[][] {{10, 10, 10, 10, 10}, {32, 33, 31}, {1021, 33}};
        return Arrays.stream(shapes)
                .flatMap(shape -> Arrays.stream(SolutionConcept.values())
                        .map(concept -> of(
                                concept,
                                concept == SolutionConcept.CE ? Precision.FLOAT32 : Precision.FLOAT64,
                                shape)));
    }

    private static Stream<IncentiveCase> everyConcept(int[] shape, Precision precision) {
        return Arrays.stream(SolutionConcept.values()).map(concept -> of(concept, precision, shape));
    }

    private static IncentiveCase of(SolutionConcept concept, Precision precision, int... shape) {
        return new IncentiveCase(JointActionIndex.of(shape), concept, precision);
    }

    @Override
    public String toString() {
        return concept + " " + precision + " " + index;
    }
}
