package org.aumann.solvers.meanfield;

import org.aumann.core.Deadline;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.RegretRule;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link MediatorProgram} finds.
 *
 * <p>At first it descends from the mediator of the game before; from the Nash equilibrium near its average, which satisfies all
 * constraints; and from what some rounds of play find. Later, where the regret is too large, from near the mediator.
 */
final class MediatorSolution extends RestrictedSolution {
    /** Rounds of play to start from. */
    private static final int ROUNDS = 100;

    private final MediatorProgram program;
    private @Nullable MediatorSearch search;

    MediatorSolution(
            MeanFieldPsroOptions options, MediatorProgram program, RestrictedGame game, Philox random, Mediator start) {
        super(options, game, random, start);
        this.program = program;
    }

    @Override
    void improve(double tolerance, Deadline deadline) {
        MediatorSearch found = search;
        long before = found == null ? 0 : found.outcome().steps();
        if (found == null) {
            found = begin(tolerance, deadline);
            search = found;
        } else if (found.regret() > tolerance) {
            found.descendNear(mediator(), deadline);
        }
        improved(found.mediator(), found.outcome().steps() - before);
    }

    private MediatorSearch begin(double tolerance, Deadline deadline) {
        MediatorSearch begun = new MediatorSearch(game(), concept(), program, mediator(), random());
        Mediator nash = Mediator.certain(refined(mediator().recommendations(), tolerance, deadline));
        RegretRule rule = concept() == MeanFieldConcept.CE ? new RegretRule.Internal() : new RegretRule.Matching();
        RegretPlay rounds = new RegretPlay(game(), concept(), rule, true);
        rounds.play(ROUNDS, ROUNDS, Double.NEGATIVE_INFINITY, deadline);
        begun.descendFrom(mediator(), deadline);
        begun.descendFrom(nash, deadline);
        begun.descendNear(nash, deadline);
        begun.descendFrom(rounds.mediator(), deadline);
        return begun;
    }

    @Override
    double regret() {
        return search == null ? Double.POSITIVE_INFINITY : search.regret();
    }

    @Override
    int roundCount() {
        return program.mixtureCount();
    }

    @Override
    MediatorProgram.@Nullable Outcome program() {
        return search == null ? null : search.outcome();
    }
}
