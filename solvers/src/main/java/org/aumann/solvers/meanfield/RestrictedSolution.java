package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.random.Philox;
import org.aumann.kernels.MeanFieldOperator;
import org.jspecify.annotations.Nullable;

/** The equilibrium of a restricted game, as good as it is so far; it starts with that of the game before. */
final class RestrictedSolution {
    /** Mixtures that a search looks at, for every round that a regret minimiser would play. */
    private static final int SEARCHES_PER_STEP = 100;

    private final MeanFieldPsroOptions options;
    private final RestrictedGame game;
    private final Philox random;
    private final @Nullable RegretPlay play;
    private double[] mixture;
    private double exploitability = Double.POSITIVE_INFINITY;
    private CorrelationDevice device;
    private long steps;
    private long compressionNanos;
    private boolean isMatrixTried;

    private RestrictedSolution(
            MeanFieldPsroOptions options, RestrictedGame game, Philox random, List<double[]> candidates) {
        this.options = options;
        this.game = game;
        this.random = random;
        this.mixture = candidates.isEmpty() ? game.uniform() : candidates.getLast();
        this.device = CorrelationDevice.certain(mixture);
        if (options.concept() == MeanFieldConcept.NASH) {
            this.play = null;
        } else {
            this.play = new RegretPlay(game, options.concept(), options.rule(), options.isCompressed());
            if (options.isCompressed()) {
                play.addCandidates(candidates);
            }
        }
    }

    /** The start, with whatever policies there are. */
    static RestrictedSolution none(MeanFieldOperator operator, MeanFieldPsroOptions options, Philox random) {
        RestrictedGame game = new RestrictedGame(operator, options.noise(), random);
        return new RestrictedSolution(options, game, random, List.of());
    }

    /** The start over more policies: the mixtures of this device, and last their average, are its first candidates. */
    RestrictedSolution after(MeanFieldOperator operator) {
        RestrictedGame larger = new RestrictedGame(operator, options.noise(), random);
        int[] counts = game.policyCounts();
        List<double[]> candidates = new ArrayList<>(IntStream.range(0, device.size())
                .mapToObj(t -> larger.widened(device.mixture(t), counts))
                .toList());
        candidates.add(larger.widened(device.recommendations(), counts));
        return new RestrictedSolution(options, larger, random, candidates);
    }

    /** Improves until the regret is within the tolerance, or as long as the options say. */
    void improve(double tolerance, long deadline) {
        compressionNanos = 0;
        if (play == null) {
            searchNash(tolerance, deadline);
        } else {
            playOn(play, tolerance, deadline);
        }
    }

    private void playOn(RegretPlay rounds, double tolerance, long deadline) {
        long before = rounds.compressionNanos();
        steps = rounds.play(options.steps(), options.compressionPeriod(), tolerance, deadline);
        if (rounds.regret() > tolerance && isRefined() && options.isCompressed()) {
            double[] average = rounds.device().recommendations();
            rounds.addCandidates(List.of(average, refined(average, tolerance, deadline)));
            rounds.weigh(deadline);
        }
        device = rounds.device();
        compressionNanos = rounds.compressionNanos() - before;
    }

    private void searchNash(double tolerance, long deadline) {
        long before = game.evaluations();
        look(mixture);
        if (isRefined()) {
            look(refined(mixture, tolerance, deadline));
        }
        if (exploitability > tolerance) {
            NashSearch search = switch (options.search()) {
                case CMA_ES -> new CmaEs(random.nextLong());
                case RANDOM -> new RandomSearch(random.nextLong());
            };
            look(search.search(game, mixture, SEARCHES_PER_STEP * options.steps(), tolerance));
            if (isRefined() && exploitability > tolerance) {
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
    private boolean isRefined() {
        return options.isRefined() && options.noise().deviation() == 0;
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
        return play == null ? exploitability : play.regret();
    }

    /** Mixtures that the device could draw. */
    int roundCount() {
        return play == null ? 1 : play.roundCount();
    }

    /** Rounds or evaluations of the last improvement. */
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
