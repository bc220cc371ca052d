package org.aumann.solvers.meanfield;

import org.aumann.core.Deadline;
import org.aumann.core.random.Philox;

/** What {@link RestrictedSolver.Search} finds: one mixture. */
final class SearchedSolution extends RestrictedSolution {
    /** Mixtures that a search looks at, for every round that a regret minimiser would play. */
    private static final long SEARCHES_PER_STEP = 100;

    private final RestrictedSolver.Search how;
    private double[] mixture;
    private double exploitability = Double.POSITIVE_INFINITY;

    SearchedSolution(
            MeanFieldPsroOptions options,
            RestrictedSolver.Search how,
            RestrictedGame game,
            Philox random,
            Mediator start) {
        super(options, game, random, start);
        this.how = how;
        this.mixture = start.recommendations();
    }

    @Override
    void improve(double tolerance, Deadline deadline) {
        boolean isRefined = how.isRefined() && isExact();
        long before = game().evaluations();
        look(mixture);
        if (isRefined) {
            look(refined(mixture, tolerance, deadline));
        }
        if (exploitability > tolerance) {
            NashSearch search = switch (how.method()) {
                case CMA_ES -> new CmaEs(random().nextLong());
                case RANDOM -> new RandomSearch(random().nextLong());
            };
            int evaluations = (int) Math.min(Integer.MAX_VALUE, SEARCHES_PER_STEP * how.steps());
            look(search.search(game(), mixture, evaluations, tolerance, deadline));
            if (isRefined && exploitability > tolerance) {
                look(refined(mixture, tolerance, deadline));
            }
        }
        improved(Mediator.certain(mixture), game().evaluations() - before);
    }

    private void look(double[] other) {
        double found = game().exploitability(other, game().payoffs(other));
        if (found < exploitability) {
            exploitability = found;
            mixture = other;
        }
    }

    @Override
    double regret() {
        return exploitability;
    }

    @Override
    int roundCount() {
        return 1;
    }
}
