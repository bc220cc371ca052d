package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.ComputeBackend;

/** The correlated equilibria that are best for every player, a program each, and what is made of them. */
final class FavouriteStages implements StageSolver {
    /** Favourites that are better by less than this part of their size are as good as each other. */
    private static final double TIE = 1e-9;

    private final JointActionIndex index;
    private final boolean isShared;
    private final EquilibriumStages[] favourites;

    /**
     * @param isShared whether all follow the favourite that is worth most to its player (republican); else every player follows his own
     *     (libertarian)
     */
    FavouriteStages(ComputeBackend backend, JointActionIndex index, boolean isShared, int gameCount) {
        this.index = index;
        this.isShared = isShared;
        int n = index.playerCount();
        this.favourites = IntStream.range(0, n)
                .mapToObj(p -> new EquilibriumStages(
                        backend,
                        index,
                        new StageObjective(SolutionConcept.CE, BatchObjective.payoffOf(p, n)),
                        gameCount))
                .toArray(EquilibriumStages[]::new);
    }

    @Override
    public StageAnswers solve(GameBatch games, int gameCount, Deadline deadline) {
        StageAnswers[] found = Arrays.stream(favourites)
                .map(solver -> solver.solve(games, gameCount, deadline))
                .toArray(StageAnswers[]::new);
        int joint = (int) index.jointActionCount();
        StageAnswers answers = new StageAnswers(joint, index.playerCount(), gameCount);
        for (int game = 0; game < gameCount; game++) {
            int number = game;
            answers.setSolved(game, Arrays.stream(found).allMatch(answer -> answer.isSolved(number)));
            if (isShared) {
                share(found, game, answers);
            } else {
                liberate(found, game, answers);
            }
        }
        return answers;
    }

    private void share(StageAnswers[] found, int game, StageAnswers answers) {
        int best = 0;
        for (int p = 1; p < found.length; p++) {
            double least = found[best].value(game, best);
            best = found[p].value(game, p) > least + TIE * Math.abs(least) ? p : best;
        }
        for (int a = 0; a < index.jointActionCount(); a++) {
            answers.setProbability(game, a, found[best].probability(game, a));
        }
        for (int p = 0; p < found.length; p++) {
            answers.setValue(game, p, found[best].value(game, p));
        }
    }

    private void liberate(StageAnswers[] found, int game, StageAnswers answers) {
        double[][] marginals = new double[found.length][];
        for (int p = 0; p < found.length; p++) {
            marginals[p] = new double[index.actionCount(p)];
            for (int a = 0; a < index.jointActionCount(); a++) {
                marginals[p][index.action(a, p)] += found[p].probability(game, a);
            }
            answers.setValue(game, p, found[p].value(game, p));
        }
        setProduct(index, marginals, game, answers);
    }

    /** Everybody draws by himself. */
    static void setProduct(JointActionIndex index, double[][] marginals, int game, StageAnswers answers) {
        for (int a = 0; a < index.jointActionCount(); a++) {
            double product = 1;
            for (int p = 0; p < marginals.length; p++) {
                product *= marginals[p][index.action(a, p)];
            }
            answers.setProbability(game, a, product);
        }
    }

    @Override
    public void forget() {
        Arrays.stream(favourites).forEach(EquilibriumStages::forget);
    }

    @Override
    public void close() {
        Arrays.stream(favourites).forEach(EquilibriumStages::close);
    }
}
