package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.core.regret.RegretMinimiser;
import org.aumann.core.regret.RegretRule;
import org.aumann.solvers.regret.BanditCompression;
import org.aumann.solvers.regret.RegretHistory;

/**
 * Repeated play of a restricted game by one regret minimiser a population, and the mediator that its rounds
 * make: uniform, or with the weights of bandit compression. Muller et al. 2021, algorithm 5 and problems (2) and (3).
 */
final class RegretPlay {
    /** How well a compression is solved, relative to the largest regret. */
    private static final double COMPRESSION = 1e-12;

    private final RestrictedGame game;
    private final MeanFieldConcept concept;
    private final boolean isCompressed;

    /** Whether the rule has a learning rate, which is meant for utilities in [−1, 0]. */
    private final boolean isScaled;

    private final List<RegretMinimiser> learners = new ArrayList<>();
    private final List<double[]> mixtures = new ArrayList<>();
    private final RegretHistory history;

    /** Per population the largest difference of its payoffs so far. */
    private final double[] spread;

    private double[] weights = new double[0];
    private double regret = Double.POSITIVE_INFINITY;
    private long compressionNanos;

    /**
     * @param isCompressed whether rounds are weighted by bandit compression
     */
    RegretPlay(RestrictedGame game, MeanFieldConcept concept, RegretRule rule, boolean isCompressed) {
        this.game = game;
        this.concept = concept;
        this.isCompressed = isCompressed;
        for (int p = 0; p < game.populationCount(); p++) {
            learners.add(rule.minimiser(game.policyCount(p)));
        }
        this.spread = new double[game.populationCount()];
        this.isScaled = switch (rule) {
            case RegretRule.Hedge _, RegretRule.OptimisticHedge _, RegretRule.PolynomialWeights _ -> true;
            default -> false;
        };
        this.history = new RegretHistory(Math.max(1, game.deviationCount(concept)));
    }

    /** Adds mixtures that nobody has to have played; only compression may use them. */
    void addCandidates(List<double[]> more) {
        if (more.isEmpty()) {
            return;
        }
        double[][] payoffs = game.payoffs(more);
        for (int i = 0; i < more.size(); i++) {
            add(more.get(i), payoffs[i]);
        }
    }

    private void add(double[] mixture, double[] payoffs) {
        double[] regrets = game.regrets(concept, mixture, payoffs);
        history.add(regrets.length == 0 ? new double[1] : regrets);
        mixtures.add(mixture);
    }

    /**
     * Plays on until the regret of the mediator is small enough.
     *
     * @param stepLimit most rounds
     * @param period rounds between two looks at the regret
     * @param deadline when to stop
     * @return number of rounds
     */
    int play(int stepLimit, int period, double tolerance, Deadline deadline) {
        for (int step = 1; step <= stepLimit; step++) {
            double[] mixture = new double[game.size()];
            for (int p = 0; p < learners.size(); p++) {
                System.arraycopy(learners.get(p).strategy(), 0, mixture, game.first(p), game.policyCount(p));
            }
            double[] payoffs = game.payoffs(mixture);
            add(mixture, payoffs);
            for (int p = 0; p < learners.size(); p++) {
                learners.get(p).observe(utilities(p, payoffs));
            }
            boolean isLate = deadline.isOver();
            if (step % period == 0 || step == stepLimit || isLate) {
                weigh(deadline);
                if (regret <= tolerance || isLate) {
                    return step;
                }
            }
        }
        return stepLimit;
    }

    private double[] utilities(int population, double[] payoffs) {
        double[] own = Arrays.copyOfRange(payoffs, game.first(population), game.first(population + 1));
        if (isScaled) {
            double greatest = Arrays.stream(own).max().orElseThrow();
            double least = Arrays.stream(own).min().orElseThrow();
            spread[population] = Math.max(spread[population], greatest - least);
            Arrays.setAll(own, k -> spread[population] == 0 ? 0 : (own[k] - greatest) / spread[population]);
        }
        return own;
    }

    /** Finds the weights of the rounds. */
    void weigh(Deadline deadline) {
        if (isCompressed) {
            long started = System.nanoTime();
            BanditCompression compression = BanditCompression.of(history, COMPRESSION, deadline, weights);
            weights = compression.weights();
            regret = compression.optimum();
            compressionNanos += System.nanoTime() - started;
            return;
        }
        weights = new double[mixtures.size()];
        Arrays.fill(weights, 1.0 / mixtures.size());
        regret = Arrays.stream(history.mean(weights)).max().orElseThrow();
    }

    /** What the best deviation within the restricted game gains; signed. */
    double regret() {
        return regret;
    }

    long compressionNanos() {
        return compressionNanos;
    }

    /** Number of rounds and candidates that may have weight. */
    int roundCount() {
        return mixtures.size();
    }

    Mediator mediator() {
        return Mediator.of(mixtures, weights);
    }
}
