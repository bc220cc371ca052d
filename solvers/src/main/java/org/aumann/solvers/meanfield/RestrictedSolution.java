package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.random.Philox;
import org.aumann.kernels.MeanFieldOperator;
import org.jspecify.annotations.Nullable;

/**
 * The equilibrium of a restricted game, as good as it is so far; it starts with that of the game before. One subclass for each
 * kind of {@link RestrictedSolver}.
 */
abstract sealed class RestrictedSolution permits PlayedSolution, SearchedSolution, MediatorSolution {
    private final MeanFieldPsroOptions options;
    private final RestrictedGame game;
    private final Philox random;
    private Mediator mediator;
    private long steps;
    private boolean isMatrixTried;

    RestrictedSolution(MeanFieldPsroOptions options, RestrictedGame game, Philox random, Mediator start) {
        this.options = options;
        this.game = game;
        this.random = random;
        this.mediator = start;
    }

    /** The start, with whatever policies there are. */
    static RestrictedSolution none(MeanFieldOperator operator, MeanFieldPsroOptions options, Philox random) {
        RestrictedGame game = new RestrictedGame(operator, options.noise(), random);
        return of(options, game, random, Mediator.certain(game.uniform()), List.of());
    }

    /** The start over more policies: what a mediator draws, and last its average, are the first candidates. */
    static RestrictedSolution from(
            Mediator mediator,
            int[] policyCounts,
            MeanFieldOperator operator,
            MeanFieldPsroOptions options,
            Philox random) {
        RestrictedGame game = new RestrictedGame(operator, options.noise(), random);
        List<double[]> mixtures = IntStream.range(0, mediator.size())
                .mapToObj(t -> game.widened(mediator.mixture(t), policyCounts))
                .toList();
        List<double[]> candidates = new ArrayList<>(mixtures);
        candidates.add(game.widened(mediator.recommendations(), policyCounts));
        return of(options, game, random, Mediator.of(mixtures, mediator.probabilities()), candidates);
    }

    /** The same with the mediator found so far. */
    final RestrictedSolution after(MeanFieldOperator operator, Philox draws) {
        return from(mediator, game.policyCounts(), operator, options, draws);
    }

    private static RestrictedSolution of(
            MeanFieldPsroOptions options,
            RestrictedGame game,
            Philox random,
            Mediator start,
            List<double[]> candidates) {
        return switch (options.solver()) {
            case RestrictedSolver.Play play -> new PlayedSolution(options, play, game, random, start, candidates);
            case RestrictedSolver.Search search -> new SearchedSolution(options, search, game, random, start);
            case MediatorProgram program -> new MediatorSolution(options, program, game, random, start);
        };
    }

    /** Improves until the regret is within the tolerance, or as long as the options say. */
    abstract void improve(double tolerance, Deadline deadline);

    /** What the best deviation within the restricted game gains; signed. */
    abstract double regret();

    /** Mixtures that the mediator could draw. */
    abstract int roundCount();

    /** What a mediator program came to; null without one. */
    MediatorProgram.@Nullable Outcome program() {
        return null;
    }

    /** Nanoseconds of the last improvement that compressions took. */
    long compressionNanos() {
        return 0;
    }

    /** Ends an improvement: what it found, and its rounds, evaluations or linear programs. */
    final void improved(Mediator found, long stepCount) {
        mediator = found;
        steps = stepCount;
    }

    /** The Nash equilibrium of a matrix game, or that near a mixture. */
    final double[] refined(double[] start, double tolerance, Deadline deadline) {
        if (!isMatrixTried) {
            isMatrixTried = true;
            double[] ofMatrix = AffineGame.nash(game, random);
            if (ofMatrix.length > 0 && game.exploitability(ofMatrix, game.payoffs(ofMatrix)) <= tolerance) {
                return ofMatrix;
            }
        }
        return new NashDescent(game, start, deadline).descend(tolerance);
    }

    /** Whether payoffs are exact: differences of noisy ones say nothing. */
    final boolean isExact() {
        return options.noise().deviation() == 0;
    }

    final MeanFieldConcept concept() {
        return options.concept();
    }

    final RestrictedGame game() {
        return game;
    }

    final Philox random() {
        return random;
    }

    final Mediator mediator() {
        return mediator;
    }

    /** Rounds, evaluations or linear programs of the last improvement. */
    final long steps() {
        return steps;
    }

    /** Proposition 10. */
    final double noiseBound() {
        return 4 * game.greatestError();
    }
}
