package org.aumann.solvers.meanfield;

import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.core.random.Philox;

/** What {@link RestrictedSolver.Play} finds. */
final class PlayedSolution extends RestrictedSolution {
    private final RestrictedSolver.Play how;
    private final RegretPlay play;
    private long compressionNanos;

    PlayedSolution(
            MeanFieldPsroOptions options,
            RestrictedSolver.Play how,
            RestrictedGame game,
            Philox random,
            Mediator start,
            List<double[]> candidates) {
        super(options, game, random, start);
        this.how = how;
        this.play = new RegretPlay(game, options.concept(), how.rule(), how.isCompressed());
        if (how.isCompressed()) {
            play.addCandidates(candidates);
        }
    }

    @Override
    void improve(double tolerance, Deadline deadline) {
        long before = play.compressionNanos();
        int steps = play.play(how.steps(), how.compressionPeriod(), tolerance, deadline);
        if (play.regret() > tolerance && how.isRefined() && how.isCompressed() && isExact()) {
            double[] average = play.mediator().recommendations();
            play.addCandidates(List.of(average, refined(average, tolerance, deadline)));
            play.weigh(deadline);
        }
        improved(play.mediator(), steps);
        compressionNanos = play.compressionNanos() - before;
    }

    @Override
    double regret() {
        return play.regret();
    }

    @Override
    int roundCount() {
        return play.roundCount();
    }

    @Override
    long compressionNanos() {
        return compressionNanos;
    }
}
