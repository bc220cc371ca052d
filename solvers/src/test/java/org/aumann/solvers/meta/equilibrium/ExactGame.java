package org.aumann.solvers.meta.equilibrium;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.jspecify.annotations.Nullable;

/** A small game whose payoffs are the fractions that its doubles are: gains and linear optima by definition. */
final class ExactGame {
    private final JointActionIndex index;

    /** Per deviation and joint action what it gains there. */
    private final List<Rational[]> rows = new ArrayList<>();

    /** The same of the payoffs as they are, copies of actions told apart by their rounding. */
    private final List<Rational[]> rawRows = new ArrayList<>();

    private final List<Integer> players = new ArrayList<>();

    ExactGame(PayoffTensor payoffs, SolutionConcept concept) {
        this.index = payoffs.index();
        int size = Math.toIntExact(index.jointActionCount());
        for (int p = 0; p < index.playerCount(); p++) {
            Rational[] exact = new Rational[size];
            Rational[] raw = new Rational[size];
            for (int a = 0; a < size; a++) {
                exact[a] = Rational.of(likeTheFirst(payoffs, p, a));
                raw[a] = Rational.of(payoffs.get(p, a));
            }
            int actions = index.actionCount(p);
            for (int row = 0; actions > 1 && row < concept.rowCount(index, p); row++) {
                int recommended = concept == SolutionConcept.CE ? row / actions : -1;
                if (recommended == row % actions) {
                    continue;
                }
                Rational[] gains = new Rational[size];
                Rational[] rawGains = new Rational[size];
                for (int a = 0; a < size; a++) {
                    int deviated = (int) (index.base(a, p) + row % actions * index.stride(p));
                    boolean isConcerned = recommended < 0 || index.action(a, p) == recommended;
                    gains[a] = isConcerned ? exact[deviated].minus(exact[a]) : Rational.ZERO;
                    rawGains[a] = isConcerned ? raw[deviated].minus(raw[a]) : Rational.ZERO;
                }
                rows.add(gains);
                rawRows.add(rawGains);
                players.add(p);
            }
        }
    }

    /** A payoff, or that of the first action which is the same but for rounding. */
    private static double likeTheFirst(PayoffTensor payoffs, int player, int jointAction) {
        JointActionIndex index = payoffs.index();
        double own = payoffs.get(player, jointAction);
        for (int d = 0; d < index.action(jointAction, player); d++) {
            double other = payoffs.get(player, index.base(jointAction, player) + d * index.stride(player));
            if (payoffs.precision().isRounding(own, other)) {
                return other;
            }
        }
        return own;
    }

    /** By how much a distribution exceeds ε, in units of the players; its probabilities are divided by their sum. */
    double excess(double[] sigma, double[] epsilon, double[] units) {
        Rational sum = Rational.ZERO;
        Rational[] exact = new Rational[sigma.length];
        for (int a = 0; a < sigma.length; a++) {
            exact[a] = Rational.of(sigma[a]);
            sum = sum.plus(exact[a]);
        }
        double excess = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows.size(); i++) {
            int p = players.get(i);
            Rational gain = Rational.ZERO;
            for (int a = 0; a < sigma.length; a++) {
                gain = gain.plus(exact[a].times(rawRows.get(i)[a]));
            }
            Rational over = gain.over(sum).minus(Rational.of(epsilon[p]));
            excess = units[p] > 0 ? Math.max(excess, over.doubleValue() / units[p]) : excess;
        }
        return excess;
    }

    /** The greatest expectation of coefficients at an ε a player; null if no distribution is within it. */
    @Nullable
    Rational greatest(Rational[] coefficients, double[] epsilon) {
        Rational[][] matrix = rows.toArray(Rational[][]::new);
        Rational[] right = new Rational[matrix.length];
        Arrays.setAll(right, i -> Rational.of(epsilon[players.get(i)]));
        return new RationalSimplex(matrix, right, coefficients.length).maximise(coefficients);
    }

    /** The smallest ε, the same for all players. */
    double leastEpsilon() {
        int size = Math.toIntExact(index.jointActionCount());
        Rational[][] matrix = new Rational[rows.size()][size + 2];
        for (int i = 0; i < matrix.length; i++) {
            System.arraycopy(rows.get(i), 0, matrix[i], 0, size);
            matrix[i][size] = Rational.ONE.negated();
            matrix[i][size + 1] = Rational.ONE;
        }
        Rational[] right = new Rational[matrix.length];
        Arrays.fill(right, Rational.ZERO);
        Rational[] objective = new Rational[size + 2];
        Arrays.fill(objective, Rational.ZERO);
        objective[size] = Rational.ONE.negated();
        objective[size + 1] = Rational.ONE;
        return -Objects.requireNonNull(new RationalSimplex(matrix, right, size).maximise(objective))
                .doubleValue();
    }
}
