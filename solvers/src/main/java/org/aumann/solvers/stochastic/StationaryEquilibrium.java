package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.core.InvalidInputException;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.solvers.loop.Loop;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Status;
import org.jspecify.annotations.Nullable;

/**
 * A Nash equilibrium in stationary strategies, in two ways: by way of the stage games ({@link StageRounds}), which is quick where states depend
 * little on each other; and along the path of logit equilibria of the whole game ({@link LogitPath}), polished from time to time, which is short
 * where there are few states, and needed in games of turns. The path comes first in games of few states, else second. An iteration is a round of the
 * one, or a step of the other.
 *
 * <p>The run converges when the certificate says so: the largest gain from any state, relative to the unit of its player
 * ({@link StationaryCertificate#relativeGap}), within the tolerance.
 */
public final class StationaryEquilibrium extends Loop<JointActionIteration, JointActionResult> {
    /** Most states times players: the matrix of a step has as many rows. */
    public static final int GREATEST_SIZE = 3_000;

    /** Games of so few states have a short path, which is followed first, for so many steps. */
    private static final int FEW_STATES = 16;

    private static final int FIRST_STEPS = 200;

    /** How far the logit path goes between two looks at where it leads to. */
    private static final double POLISH_EVERY = 0.5;

    private final StochasticModel model;
    private final StrategyLayout layout;
    private final StageRounds rounds;
    private final LogitPath logits;
    private double nextPolish = POLISH_EVERY;
    private StationaryPolicy policy;
    private StationaryCertificate certificate;

    /**
     * A run.
     *
     * @param model the game
     * @param limits when it ends; the tolerance is that of the certified gap
     * @param listener hears of every iteration
     * @throws InvalidInputException if there are more than {@link #GREATEST_SIZE} states times players
     */
    public StationaryEquilibrium(
            StochasticModel model, LoopLimits limits, LoopListener<JointActionIteration> listener) {
        super(limits, List.of(), listener);
        this.model = model;
        this.layout = new StrategyLayout(model);
        long size = (long) layout.states().length * model.playerCount();
        if (size > GREATEST_SIZE) {
            throw new InvalidInputException("states times players (" + size + ") of game " + model.name()
                    + " must be at most " + GREATEST_SIZE + " for the stationary method");
        }
        this.rounds = new StageRounds(model);
        this.logits = new LogitPath(model, layout.uniform());
        this.policy = layout.product(layout.uniform());
        this.certificate = StationaryCertificate.of(policy);
    }

    @Override
    protected JointActionIteration iterate(int number, Deadline deadline) {
        boolean isPathFirst = layout.states().length <= FEW_STATES && number <= FIRST_STEPS && !logits.isAtEnd();
        return isPathFirst || rounds.isOver() ? alongLogits(number) : byStages(number);
    }

    private JointActionIteration byStages(int number) {
        double residual = rounds.run();
        if (rounds.isFound()) {
            offer(rounds.play());
        }
        return new JointActionIteration(number, residual, startValues(rounds.play()));
    }

    private JointActionIteration alongLogits(int number) {
        logits.advance();
        StationaryPlay play = logits.play();
        if (logits.t() >= nextPolish || logits.isAtEnd()) {
            nextPolish = logits.t() + POLISH_EVERY;
            logits.polished(play).ifPresent(this::offer);
            if (logits.isAtEnd()) {
                offer(play);
            }
        }
        return new JointActionIteration(number, Math.exp(-logits.t()), startValues(play));
    }

    private List<Double> startValues(StationaryPlay play) {
        return Arrays.stream(play.values()).map(model::atStart).toList();
    }

    /** Keeps play if its certificate is better than that of what is known. */
    private void offer(StationaryPlay found) {
        StationaryPolicy offered = layout.product(layout.normalised(found.strategies()));
        StationaryCertificate of = StationaryCertificate.of(offered, found.values());
        if (of.relativeGap(SolutionConcept.CCE) < certificate.relativeGap(SolutionConcept.CCE)) {
            policy = offered;
            certificate = of;
        }
    }

    @Override
    protected @Nullable Status reached() {
        if (certificate.relativeGap(SolutionConcept.CCE) <= limits().tolerance()) {
            return Status.CONVERGED;
        }
        return rounds.isOver() && logits.isAtEnd() ? Status.STALLED : null;
    }

    @Override
    public JointActionResult result(Status status) {
        long newton = rounds.newtonSteps() + logits.newtonSteps();
        return new JointActionResult(
                status,
                policy,
                certificate.startValues(),
                certificate,
                null,
                new JointActionResult.Work(newton, rounds.stageSolves(), 0),
                history());
    }

    @Override
    public void close() {}
}
