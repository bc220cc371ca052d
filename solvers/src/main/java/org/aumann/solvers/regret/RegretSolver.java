package org.aumann.solvers.regret;

import java.util.Set;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.TensorGame;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.ProfileOperator;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.ortools.LinearProgram;

/**
 * Equilibria by repeated play without regret: external regret leads to a CCE, swap regret to a CE, for any number of
 * players and with nothing but the values of actions against product profiles (K2).
 *
 * <p>All players play predictive regret matching⁺ at the same time, for CE one learner per action (Blum and Mansour
 * 2007); rounds are weighted by their number. Which equilibrium is found depends on the path, not on an objective.
 *
 * <p>The gap falls as {@code 1/T} at worst and often as {@code 1/T²}, so that the default tolerance of 1e-9 of the
 * unit of the gains is not always reached in the {@code 1000 × 100} rounds of the default options: the outcome then is
 * an iteration limit with the distribution and the gap that it does have. Ask for 1e-4 or 1e-6 where that is
 * enough. Optimal is only what the certificate confirms.
 *
 * <p>An iteration, in {@link SolveOptions} and in the report, is {@value #ROUNDS_PER_ITERATION} rounds. What is to be
 * compressed ends at {@value #HISTORY_ELEMENTS} numbers.
 *
 * @param concept CE or CCE
 * @param variant what is made of the rounds
 */
public record RegretSolver(SolutionConcept concept, Variant variant) implements MetaSolver {
    /** Rounds between two looks at the gap. */
    static final int ROUNDS_PER_ITERATION = 100;

    /** A quarter of a gigabyte of profiles and regrets. */
    static final long HISTORY_ELEMENTS = 1L << 25;

    /** Draws per player and round of {@link Variant#SAMPLED}. */
    private static final int DRAW_COUNT = 4;

    /** What is made of the rounds. */
    public enum Variant {
        /** The average of joint play. */
        AVERAGE(""),
        /** The best weights there are for the rounds, {@link BanditCompression}; often a strict equilibrium. */
        COMPRESSED("compressed_"),
        /** The average of joint play, where play saw a few sampled payoffs a round instead of all of them. */
        SAMPLED("sampled_");

        private final String prefix;

        Variant(String prefix) {
            this.prefix = prefix;
        }
    }

    @Override
    public String id() {
        return variant.prefix + "regret" + concept.id();
    }

    @Override
    public String description() {
        String found = concept == SolutionConcept.CE
                ? "correlated equilibrium by play without swap regret; "
                : "coarse correlated equilibrium by play without regret; ";
        return found
                + switch (variant) {
                    case AVERAGE -> "the average of joint play";
                    case COMPRESSED -> "the best few of the rounds";
                    case SAMPLED -> "the average of play on sampled payoffs";
                };
    }

    @Override
    public void prepare() {
        if (variant == Variant.COMPRESSED) {
            LinearProgram.prepare();
        }
    }

    /** Predictive regret matching⁺, or, as predictions of noise are worth nothing, regret matching⁺. */
    private RegretRule rule() {
        RegretRule external =
                variant == Variant.SAMPLED ? new RegretRule.MatchingPlus() : new RegretRule.PredictiveMatchingPlus();
        return concept == SolutionConcept.CE ? new RegretRule.Swap(external) : external;
    }

    private ProfileOperator operator(TensorGame game, ComputeBackend backend, long seed) {
        return variant == Variant.SAMPLED
                ? SampledProfiles.of(game.payoffs(), DRAW_COUNT, new Philox(seed))
                : backend.profiles(game.payoffs());
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.PROFILES);
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        try (ProfileOperator operator = operator(context.tensorGame(), backend, options.seed())) {
            JointActionIndex index = game.index();
            return switch (variant) {
                case AVERAGE ->
                    new AveragePlay(context, RegretDynamics.withoutHistory(index, operator, rule())).solve();
                case SAMPLED ->
                    new AveragePlay(context, RegretDynamics.withoutHistory(index, operator, rule())).solveSampled();
                case COMPRESSED -> new CompressedPlay(context, new RegretDynamics(index, operator, rule())).solve();
            };
        }
    }
}
