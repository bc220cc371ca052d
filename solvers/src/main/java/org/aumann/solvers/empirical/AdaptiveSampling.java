package org.aumann.solvers.empirical;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.aumann.core.Deadline;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.random.Philox;
import org.aumann.core.rollout.EpisodeDraws;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.empirical.SamplingResult.Decision;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;

/**
 * Plays episodes until it is known whether a joint distribution is an ε-equilibrium.
 *
 * <pre>{@code
 * a few episodes of every joint action;  then for k = 1, 2, …
 *   σ_k  = solution of the means of all episodes so far
 *   plan = as many further episodes as played so far, where the bounds on the gains under σ_k need them
 *   fresh episodes by plan;  certificate of σ_k from them alone, confidence 1 − δ / (k (k + 1))
 *   decided?  stop.  Otherwise the fresh episodes join the others.
 * }</pre>
 *
 * <p>σ_k and the plan depend on earlier episodes only, so that each certificate holds, and the union bound over the
 * rounds makes all of them hold together with {@code 1 − δ}. Rounds double, so that the last has half of all
 * episodes. A distribution that is refuted is not the end while the means that it was solved on gave it no gain
 * above ε: the next one knows better. A round has as many episodes as the time that is left allows; the same seed gives the
 * same result where the time limit does not matter. Not safe for use by several threads.
 */
public final class AdaptiveSampling {
    /** Fewest episodes of a joint action in the first look; below, the spread says little. */
    private static final int PILOT = 8;

    /** Fewest episodes of a joint action in a certificate that needs it. */
    private static final int LEAST = 2;

    private final EpisodeSource source;
    private final MetaSolver solver;
    private final ComputeBackend backend;
    private final SamplingOptions options;
    private final SolveOptions solve;

    /**
     * Prepares a run.
     *
     * @param source plays episodes
     * @param solver solves the means
     * @param backend runs the kernels, not owned
     * @param options how long to sample
     * @param solve options of each solve
     */
    public AdaptiveSampling(
            EpisodeSource source,
            MetaSolver solver,
            ComputeBackend backend,
            SamplingOptions options,
            SolveOptions solve) {
        this.source = source;
        this.solver = solver;
        this.backend = backend;
        this.options = options;
        this.solve = solve;
    }

    /**
     * Runs to the end.
     *
     * @param means a tensor of the shape of the samples, float64. Modified: the means of the last solve.
     * @param listener hears of the solves
     * @param onRound hears of every round
     * @return how it ended
     * @throws InvalidInputException if the episodes do not suffice for one round, or are more than there are
     */
    public SamplingResult run(PayoffTensor means, SolveListener listener, Consumer<SamplingRound> onRound) {
        Deadline deadline = solve.deadline().within(options.timeLimit());
        SolutionConcept concept = solver.concept();
        try (SampledPayoffs known = source.allocate()) {
            requireInRange(options, known.index());
            long pilot = PILOT * known.index().jointActionCount();
            long begun = System.nanoTime();
            source.play(seed(0), EpisodePlan.upTo(known, PILOT), known);
            double perSecond = pilot / ((System.nanoTime() - begun) * 1e-9);
            Multipliers start = Multipliers.zero(known.index(), concept);
            long played = pilot;
            for (int round = 1; ; round++) {
                known.writeMeans(means);
                SolveOutcome outcome =
                        solver.solve(MetaGame.of(means), backend, start, solve.withDeadline(deadline), listener);
                start = outcome.report().multipliers();
                JointDistribution sigma = outcome.report().sigma();
                long left = options.episodes() - played;
                long wanted = left < 3 * played ? left : played; // what is left is too little for a round of its own
                double inTime = perSecond * deadline.left().toNanos() * 1e-9;
                long fresh = Math.min(wanted, Math.max(pilot, (long) inTime));
                double confidence = 1 - (1 - options.confidence()) / ((double) round * (round + 1));
                EpisodePlan plan = plan(known, sigma, fresh, confidence);
                EmpiricalCertificate certificate = certify(known, sigma, round, plan, confidence);
                played += plan.episodes();
                SamplingRound turn = new SamplingRound(round, played, plan.episodes(), outcome, certificate);
                onRound.accept(turn);
                Decision decision = decision(turn);
                boolean isOver = played >= options.episodes() || deadline.isOver();
                if (isOver || decision == Decision.EQUILIBRIUM || decision == Decision.NO_EQUILIBRIUM) {
                    return new SamplingResult(decision, turn);
                }
            }
        }
    }

    /**
     * Checks, before anything is played, that the episodes suffice for one round, and that there are as many.
     *
     * @param options how long to sample
     * @param index the joint actions
     * @throws InvalidInputException if there are too few or too many
     */
    public static void requireInRange(SamplingOptions options, JointActionIndex index) {
        long least = 2L * PILOT * index.jointActionCount();
        if (options.episodes() < least) {
            throw new InvalidInputException("episodes (" + options.episodes() + ") must be at least " + least + ", "
                    + 2 * PILOT + " for each of the " + index.jointActionCount() + " joint actions");
        }
        if (options.episodes() / EpisodeDraws.EPISODE_LIMIT >= index.jointActionCount()) {
            throw new InvalidInputException(
                    "episodes (" + options.episodes() + ") must be fewer than 2^32 for each of the "
                            + index.jointActionCount() + " joint actions: further ones would repeat them");
        }
    }

    /** Fresh episodes of a round; fewer than asked for if the joint actions that matter have no more. */
    private EpisodePlan plan(SampledPayoffs known, JointDistribution sigma, long fresh, double confidence) {
        SolutionConcept concept = solver.concept();
        double logarithm = EmpiricalCertificate.logarithm(known.index(), concept, 1 - confidence);
        return new EpisodeAllocation(known, sigma, concept, source, logarithm).plan(fresh, LEAST);
    }

    /** Plays the fresh episodes, certifies, and adds them to the known ones. */
    private EmpiricalCertificate certify(
            SampledPayoffs known, JointDistribution sigma, int round, EpisodePlan plan, double confidence) {
        try (SampledPayoffs samples = source.allocate()) {
            source.play(seed(round), plan, samples);
            known.addAll(samples);
            return EmpiricalCertificate.of(samples, sigma, solver.concept(), source::returnRange, confidence);
        }
    }

    /** Episodes of different rounds are independent; numbers of episodes start at 0 in each. */
    private long seed(int round) {
        return new Philox(options.seed(), round).nextLong();
    }

    private Decision decision(SamplingRound round) {
        OptionalDouble decide = options.decide();
        if (decide.isEmpty()) {
            return Decision.NOT_ASKED;
        }
        double epsilon = decide.getAsDouble();
        if (round.certificate().upperBound() <= epsilon) {
            return Decision.EQUILIBRIUM;
        }
        double seen =
                round.outcome().report().certificate().gap(solver.concept()).largestGain();
        return round.certificate().lowerBound() > epsilon && seen > epsilon
                ? Decision.NO_EQUILIBRIUM
                : Decision.UNDECIDED;
    }
}
