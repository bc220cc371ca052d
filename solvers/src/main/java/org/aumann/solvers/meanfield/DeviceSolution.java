package org.aumann.solvers.meanfield;

import org.aumann.core.Deadline;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.RegretRule;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DeviceProgram} finds.
 *
 * <p>At first it descends from the device of the game before; from the Nash equilibrium near its average, which satisfies all
 * constraints; and from what some rounds of play find. Later, where the regret is too large, from near the device.
 */
final class DeviceSolution extends RestrictedSolution {
    /** Rounds of play to start from. */
    private static final int ROUNDS = 100;

    private final DeviceProgram program;
    private @Nullable DeviceSearch search;

    DeviceSolution(
            MeanFieldPsroOptions options,
            DeviceProgram program,
            RestrictedGame game,
            Philox random,
            CorrelationDevice start) {
        super(options, game, random, start);
        this.program = program;
    }

    @Override
    void improve(double tolerance, Deadline deadline) {
        DeviceSearch found = search;
        long before = found == null ? 0 : found.outcome().steps();
        if (found == null) {
            found = begin(tolerance, deadline);
            search = found;
        } else if (found.regret() > tolerance) {
            found.descendNear(device(), deadline);
        }
        improved(found.device(), found.outcome().steps() - before);
    }

    private DeviceSearch begin(double tolerance, Deadline deadline) {
        DeviceSearch begun = new DeviceSearch(game(), concept(), program, device(), random());
        CorrelationDevice nash = CorrelationDevice.certain(refined(device().recommendations(), tolerance, deadline));
        RegretRule rule = concept() == MeanFieldConcept.CE ? new RegretRule.Internal() : new RegretRule.Matching();
        RegretPlay rounds = new RegretPlay(game(), concept(), rule, true);
        rounds.play(ROUNDS, ROUNDS, Double.NEGATIVE_INFINITY, deadline);
        begun.descendFrom(device(), deadline);
        begun.descendFrom(nash, deadline);
        begun.descendNear(nash, deadline);
        begun.descendFrom(rounds.device(), deadline);
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
    DeviceProgram.@Nullable Outcome program() {
        return search == null ? null : search.outcome();
    }
}
