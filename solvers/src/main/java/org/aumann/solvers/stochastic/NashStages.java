package org.aumann.solvers.stochastic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.solvers.nash.BimatrixNash;

/**
 * The Nash equilibrium with the greatest sum of payoffs of those that are found: of two players all pure ones and those of complementary pivoting
 * ({@link BimatrixNash}); of others all pure ones, or else the end of the path of logit equilibria.
 */
final class NashStages implements StageSolver {
    /** Gain, relative to the range of payoffs, up to which a profile is an equilibrium. */
    private static final double TOLERANCE = 1e-9;

    private final JointActionIndex index;
    private final List<List<String>> labels;

    NashStages(JointActionIndex index) {
        this.index = index;
        this.labels = IntStream.range(0, index.playerCount())
                .mapToObj(p -> IntStream.range(0, index.actionCount(p))
                        .mapToObj(Integer::toString)
                        .toList())
                .toList();
    }

    @Override
    public StageAnswers solve(GameBatch games, int gameCount, Deadline deadline) {
        StageAnswers answers = new StageAnswers((int) index.jointActionCount(), index.playerCount(), gameCount);
        IntStream.range(0, gameCount).parallel().forEach(game -> {
            double[][] payoffs = payoffs(games, game);
            set(payoffs, deadline.isOver() ? uniform() : best(payoffs), game, answers);
        });
        return answers;
    }

    private double[][] payoffs(GameBatch games, int game) {
        double[][] payoffs = new double[index.playerCount()][(int) index.jointActionCount()];
        for (int p = 0; p < payoffs.length; p++) {
            for (int a = 0; a < payoffs[p].length; a++) {
                payoffs[p][a] = games.get(game, p, a);
            }
        }
        return payoffs;
    }

    /** What games get that time does not suffice for. */
    private double[][] uniform() {
        double[][] profile = new double[index.playerCount()][];
        for (int p = 0; p < profile.length; p++) {
            profile[p] = new double[index.actionCount(p)];
            Arrays.fill(profile[p], 1.0 / profile[p].length);
        }
        return profile;
    }

    private double[][] best(double[][] payoffs) {
        double[][] best = new double[0][];
        double most = Double.NEGATIVE_INFINITY;
        for (double[][] profile : equilibria(payoffs)) {
            double sum = IntStream.range(0, payoffs.length)
                    .mapToDouble(p -> value(payoffs[p], profile))
                    .sum();
            if (sum > most + TOLERANCE * Math.abs(most) || best.length == 0) {
                most = sum;
                best = profile;
            }
        }
        return best;
    }

    private void set(double[][] payoffs, double[][] profile, int game, StageAnswers answers) {
        for (int p = 0; p < payoffs.length; p++) {
            answers.setValue(game, p, value(payoffs[p], profile));
        }
        FavouriteStages.setProduct(index, profile, game, answers);
        answers.setSolved(game, isEquilibrium(payoffs, profile));
    }

    /** At least one, which need not be one if rounding spoils everything. */
    private List<double[][]> equilibria(double[][] payoffs) {
        List<double[][]> found = new ArrayList<>();
        if (index.playerCount() == 2) {
            BimatrixNash.of(matrix(payoffs[0]), matrix(payoffs[1]))
                    .forEach(pair -> found.add(new double[][] {pair.rows(), pair.columns()}));
        } else {
            for (int a = 0; a < index.jointActionCount(); a++) {
                found.add(pure(a));
            }
        }
        found.removeIf(profile -> !isEquilibrium(payoffs, profile));
        return found.isEmpty() ? List.<double[][]>of(logit(payoffs)) : found;
    }

    private double[][] matrix(double[] payoffs) {
        int columns = index.actionCount(1);
        return IntStream.range(0, index.actionCount(0))
                .mapToObj(i -> Arrays.copyOfRange(payoffs, i * columns, (i + 1) * columns))
                .toArray(double[][]::new);
    }

    private double[][] pure(int jointAction) {
        double[][] profile = new double[index.playerCount()][];
        for (int p = 0; p < profile.length; p++) {
            profile[p] = new double[index.actionCount(p)];
            profile[p][index.action(jointAction, p)] = 1;
        }
        return profile;
    }

    private double[][] logit(double[][] payoffs) {
        StochasticModel stage = StageEquilibria.model(labels, payoffs);
        StrategyLayout layout = new StrategyLayout(stage);
        double[] strategies = layout.normalised(StageEquilibria.of(stage, new double[0], layout.uniform()));
        return IntStream.range(0, payoffs.length)
                .mapToObj(p -> Arrays.copyOfRange(
                        strategies, layout.first(0, p), layout.first(0, p) + layout.actionCount(0, p)))
                .toArray(double[][]::new);
    }

    private double value(double[] payoffs, double[][] profile) {
        double value = 0;
        for (int a = 0; a < payoffs.length; a++) {
            double weight = 1;
            for (int p = 0; p < profile.length; p++) {
                weight *= profile[p][index.action(a, p)];
            }
            value += weight * payoffs[a];
        }
        return value;
    }

    private boolean isEquilibrium(double[][] payoffs, double[][] profile) {
        for (int p = 0; p < payoffs.length; p++) {
            double range = Arrays.stream(payoffs[p]).max().orElse(0)
                    - Arrays.stream(payoffs[p]).min().orElse(0);
            double value = value(payoffs[p], profile);
            double[][] deviated = profile.clone();
            for (int d = 0; d < index.actionCount(p); d++) {
                deviated[p] = new double[index.actionCount(p)];
                deviated[p][d] = 1;
                if (value(payoffs[p], deviated) > value + TOLERANCE * range) {
                    return false;
                }
            }
        }
        return true;
    }
}
