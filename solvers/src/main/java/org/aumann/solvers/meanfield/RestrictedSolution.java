package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.MeanFieldOperator;
import org.jspecify.annotations.Nullable;

/** The equilibrium of a restricted game, as good as it is so far; it starts with that of the game before. */
final class RestrictedSolution {
    /** Mixtures that a search looks at, for every round that a regret minimiser would play. */
    private static final int SEARCHES_PER_STEP = 100;

    /** Rounds of play that a device program starts from. */
    private static final int ROUNDS = 100;

    private final MeanFieldPsroOptions options;
    private final RestrictedGame game;
    private final Philox random;
    private final @Nullable RegretPlay play;
    private @Nullable DeviceSearch search;
    private double[] mixture;
    private double exploitability = Double.POSITIVE_INFINITY;
    private CorrelationDevice device;
    private long steps;
    private long compressionNanos;
    private boolean isMatrixTried;

    private RestrictedSolution(
            MeanFieldPsroOptions options,
            RestrictedGame game,
            Philox random,
            CorrelationDevice start,
            List<double[]> candidates) {
        this.options = options;
        this.game = game;
        this.random = random;
        this.mixture = start.recommendations();
        this.device = start;
        if (options.solver() instanceof RestrictedSolver.Play how) {
            this.play = new RegretPlay(game, options.concept(), how.rule(), how.isCompressed());
            if (how.isCompressed()) {
                play.addCandidates(candidates);
            }
        } else {
            this.play = null;
        }
    }

    /** The start, with whatever policies there are. */
    static RestrictedSolution none(MeanFieldOperator operator, MeanFieldPsroOptions options, Philox random) {
        RestrictedGame game = new RestrictedGame(operator, options.noise(), random);
        return new RestrictedSolution(options, game, random, CorrelationDevice.certain(game.uniform()), List.of());
    }

    /** The start over more policies: the mixtures of this device, and last their average, are its first candidates. */
    RestrictedSolution after(MeanFieldOperator operator) {
        RestrictedGame larger = new RestrictedGame(operator, options.noise(), random);
        int[] counts = game.policyCounts();
        List<double[]> mixtures = IntStream.range(0, device.size())
                .mapToObj(t -> larger.widened(device.mixture(t), counts))
                .toList();
        List<double[]> candidates = new ArrayList<>(mixtures);
        candidates.add(larger.widened(device.recommendations(), counts));
        CorrelationDevice start = CorrelationDevice.of(mixtures, device.probabilities());
        return new RestrictedSolution(options, larger, random, start, candidates);
    }

    /** Improves until the regret is within the tolerance, or as long as the options say. */
    void improve(double tolerance, long deadline) {
        compressionNanos = 0;
        switch (options.solver()) {
            case RestrictedSolver.Play how -> playOn(how, tolerance, deadline);
            case RestrictedSolver.Search how -> searchNash(how, tolerance, deadline);
            case DeviceProgram program -> solve(program, tolerance, deadline);
        }
    }

    /**
     * Descends from the device of the game before; from the Nash equilibrium near its average, which satisfies all
     * constraints; and from what some rounds of play find. Later, where the regret is too large, from near the device.
     */
    private void solve(DeviceProgram program, double tolerance, long deadline) {
        DeviceSearch found = search;
        long before = found == null ? 0 : found.outcome().steps();
        if (found == null) {
            found = new DeviceSearch(game, options.concept(), program, device, random);
            CorrelationDevice nash = CorrelationDevice.certain(refined(device.recommendations(), tolerance, deadline));
            RegretRule rule =
                    options.concept() == MeanFieldConcept.CE ? new RegretRule.Internal() : new RegretRule.Matching();
            RegretPlay rounds = new RegretPlay(game, options.concept(), rule, true);
            rounds.play(ROUNDS, ROUNDS, Double.NEGATIVE_INFINITY, deadline);
            found.descendFrom(device, deadline);
            found.descendFrom(nash, deadline);
            found.descendNear(nash, deadline);
            found.descendFrom(rounds.device(), deadline);
        } else if (found.regret() > tolerance) {
            found.descendNear(device, deadline);
        }
        search = found;
        device = found.device();
        steps = found.outcome().steps() - before;
    }

    private void playOn(RestrictedSolver.Play how, double tolerance, long deadline) {
        if (play == null) {
            throw new IllegalStateException("play without learners");
        }
        long before = play.compressionNanos();
        steps = play.play(how.steps(), how.compressionPeriod(), tolerance, deadline);
        if (play.regret() > tolerance && isRefined(how.isRefined()) && how.isCompressed()) {
            double[] average = play.device().recommendations();
            play.addCandidates(List.of(average, refined(average, tolerance, deadline)));
            play.weigh(deadline);
        }
        device = play.device();
        compressionNanos = play.compressionNanos() - before;
    }

    private void searchNash(RestrictedSolver.Search how, double tolerance, long deadline) {
        long before = game.evaluations();
        look(mixture);
        if (isRefined(how.isRefined())) {
            look(refined(mixture, tolerance, deadline));
        }
        if (exploitability > tolerance) {
            NashSearch search = switch (how.method()) {
                case CMA_ES -> new CmaEs(random.nextLong());
                case RANDOM -> new RandomSearch(random.nextLong());
            };
            look(search.search(game, mixture, SEARCHES_PER_STEP * how.steps(), tolerance));
            if (isRefined(how.isRefined()) && exploitability > tolerance) {
                look(refined(mixture, tolerance, deadline));
            }
        }
        device = CorrelationDevice.certain(mixture);
        steps = game.evaluations() - before;
    }

    private void look(double[] other) {
        double found = game.exploitability(other, game.payoffs(other));
        if (found < exploitability) {
            exploitability = found;
            mixture = other;
        }
    }

    /** Differences of noisy payoffs say nothing. */
    private boolean isRefined(boolean isAsked) {
        return isAsked && options.noise().deviation() == 0;
    }

    /** The Nash equilibrium of a matrix game, or that near a mixture. */
    private double[] refined(double[] start, double tolerance, long deadline) {
        if (!isMatrixTried) {
            isMatrixTried = true;
            double[] ofMatrix = AffineGame.nash(game, random);
            if (ofMatrix.length > 0 && game.exploitability(ofMatrix, game.payoffs(ofMatrix)) <= tolerance) {
                return ofMatrix;
            }
        }
        return new NashDescent(game, start, deadline).descend(tolerance);
    }

    CorrelationDevice device() {
        return device;
    }

    double regret() {
        if (search != null) {
            return search.regret();
        }
        return play == null ? exploitability : play.regret();
    }

    /** Mixtures that the device could draw. */
    int roundCount() {
        if (options.solver() instanceof DeviceProgram program) {
            return program.mixtureCount();
        }
        return play == null ? 1 : play.roundCount();
    }

    /** What a device program came to; null without one. */
    DeviceProgram.@Nullable Outcome program() {
        return search == null ? null : search.outcome();
    }

    /** Rounds, evaluations or linear programs of the last improvement. */
    long steps() {
        return steps;
    }

    long compressionNanos() {
        return compressionNanos;
    }

    /** Proposition 10. */
    double noiseBound() {
        return 4 * game.greatestError();
    }
}
