package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A {@link MediatorObjective} as a {@link MinimaxProblem}: the variables are ρ_1 … ρ_K, then ν_1 to ν_K; the terms are the
 * regrets of the mediator in units of a scale, and the constraint that none is positive has a weight (an exact penalty).
 */
final class MediatorProblem implements MinimaxProblem {
    private final RestrictedGame game;
    private final MeanFieldConcept concept;
    private final MediatorObjective objective;
    private final int count;
    private final double scale;
    private final double penalty;
    private final boolean isObjectiveCounted;

    private MediatorProblem(
            RestrictedGame game,
            MeanFieldConcept concept,
            MediatorObjective objective,
            int count,
            double scale,
            double penalty,
            boolean isObjectiveCounted) {
        this.game = game;
        this.concept = concept;
        this.objective = objective;
        this.count = count;
        this.scale = scale;
        this.penalty = penalty;
        this.isObjectiveCounted = isObjectiveCounted;
    }

    /**
     * The program with a penalty.
     *
     * @param count K
     * @param scale unit of regrets, above 0
     * @param penalty what a regret of this unit costs
     */
    static MediatorProblem of(
            RestrictedGame game,
            MeanFieldConcept concept,
            MediatorObjective objective,
            int count,
            double scale,
            double penalty) {
        return new MediatorProblem(game, concept, objective, count, scale, penalty, true);
    }

    /** Its constraints alone: F is what they are violated by. */
    MediatorProblem constraints() {
        return new MediatorProblem(game, concept, objective, count, scale, 1, false);
    }

    /** Whether no penalty is needed: the least margin of a CCE is no greater than that of a Nash equilibrium, 0. */
    boolean isUnconstrained() {
        return objective instanceof MediatorObjective.Margin && concept != MeanFieldConcept.CE;
    }

    /** ρ and the mixtures as one point. */
    double[] point(Mediator mediator) {
        double[] x = new double[count + count * game.size()];
        for (int k = 0; k < count; k++) {
            x[k] = mediator.probability(k);
            System.arraycopy(mediator.mixture(k), 0, x, first(k), game.size());
        }
        return x;
    }

    /** The mediator, mixtures of probability 0 left out. */
    Mediator mediator(double[] x) {
        return Mediator.of(mixtures(x), Arrays.copyOf(x, count));
    }

    /** λ, where there is anything to keep apart. */
    private double weight() {
        return objective instanceof MediatorObjective.KullbackLeibler kl && count > 1 ? kl.weight() : 0;
    }

    private int first(int k) {
        return count + k * game.size();
    }

    private List<double[]> mixtures(double[] x) {
        return IntStream.range(0, count)
                .mapToObj(k -> Arrays.copyOfRange(x, first(k), first(k + 1)))
                .toList();
    }

    @Override
    public int[] blocks() {
        IntStream mixtures = IntStream.range(0, count)
                .flatMap(k -> IntStream.range(0, game.populationCount()).map(p -> first(k) + game.first(p)));
        return IntStream.concat(IntStream.of(0), IntStream.concat(mixtures, IntStream.of(first(count))))
                .toArray();
    }

    @Override
    public double floor(int variable) {
        if (variable < count || weight() == 0) {
            return 0;
        }
        int policy = (variable - count) % game.size();
        int population = IntStream.range(0, game.populationCount())
                .filter(p -> policy < game.first(p + 1))
                .findFirst()
                .orElseThrow();
        double floor = objective instanceof MediatorObjective.KullbackLeibler kl ? kl.floor() : 0;
        return floor / game.policyCount(population);
    }

    @Override
    public List<Group> groups() {
        int terms = game.deviationCount(concept);
        List<Group> groups = new ArrayList<>();
        if (isObjectiveCounted && objective instanceof MediatorObjective.Margin) {
            if (concept == MeanFieldConcept.CE) {
                int d = 0;
                for (int p = 0; p < game.populationCount(); p++) {
                    int others = game.policyCount(p) - 1;
                    for (int i = 0; i <= others && others > 0; i++, d += others) {
                        groups.add(new Group(d, d + others, 1, Double.NEGATIVE_INFINITY));
                    }
                }
            } else {
                groups.add(new Group(0, terms, 1, Double.NEGATIVE_INFINITY));
            }
        }
        if (penalty > 0) {
            groups.add(new Group(0, terms, penalty, 0));
        }
        return groups;
    }

    @Override
    public Point at(double[] x) {
        return new AtMediator(x);
    }

    /** A mediator: payoffs and regrets of its mixtures, and the smooth part of the objective. */
    private final class AtMediator implements Point {
        private final double[] x;
        private final List<double[]> mixtures;
        private final double[][] payoffs;
        private final double[][] regrets;
        private final double[] terms;

        AtMediator(double[] x) {
            this.x = x;
            this.mixtures = mixtures(x);
            this.payoffs = game.payoffs(mixtures);
            this.regrets = new double[count][];
            Arrays.setAll(regrets, k -> game.regrets(concept, mixtures.get(k), payoffs[k]));
            this.terms = new double[game.deviationCount(concept)];
            for (int k = 0; k < count; k++) {
                for (int d = 0; d < terms.length; d++) {
                    terms[d] += x[k] * regrets[k][d] / scale;
                }
            }
        }

        @Override
        public double[] terms() {
            return terms;
        }

        private boolean isMargin() {
            return objective instanceof MediatorObjective.Margin || !isObjectiveCounted;
        }

        @Override
        public double smooth() {
            double sum = 0;
            for (int k = 0; k < count && !isMargin(); k++) {
                sum += x[k] * ofMixture(k);
            }
            return sum;
        }

        /** {@code ν_k · log ν_k − λ Σ_m ν_k · log(ν_k / ν_m)}. */
        private double ofMixture(int k) {
            double sum = 0;
            for (int i = 0; i < game.size(); i++) {
                double own = mixtures.get(k)[i];
                sum += SimplexDescent.entropy(own);
                for (int m = 0; m < count && weight() > 0; m++) {
                    sum -= weight() * own * Math.log(own / mixtures.get(m)[i]);
                }
            }
            return sum;
        }

        @Override
        public Slopes slopes() {
            double[][] gradients = new double[terms.length][x.length];
            List<double[][]> slopes = PayoffSlopes.of(game, mixtures, List.of(payoffs));
            for (int k = 0; k < count; k++) {
                double[][] own = game.regretSlopes(concept, mixtures.get(k), payoffs[k], slopes.get(k));
                for (int d = 0; d < gradients.length; d++) {
                    gradients[d][k] = regrets[k][d] / scale;
                    for (int i = 0; i < game.size(); i++) {
                        gradients[d][first(k) + i] = x[k] * own[d][i] / scale;
                    }
                }
            }
            double[] smooth = new double[x.length];
            double[] entropyWeights = new double[x.length];
            for (int k = 0; k < count && !isMargin(); k++) {
                smooth[k] = ofMixture(k);
                double convexity = 1 - weight() * (count - 1);
                for (int i = 0; i < game.size(); i++) {
                    entropyWeights[first(k) + i] = x[k] * Math.max(0, convexity);
                    smooth[first(k) + i] = weight() > 0 ? divergenceSlope(k, i, Math.min(0, convexity)) : 0;
                }
            }
            return new Slopes(smooth, gradients, entropyWeights);
        }

        /** Of all but the convex part: {@code Σ_k ρ_k (c ν_k · log ν_k + λ Σ_{m ≠ k} ν_k · log ν_m)}. */
        private double divergenceSlope(int k, int i, double c) {
            double own = mixtures.get(k)[i];
            double slope = x[k] * c * (1 + Math.log(own));
            for (int m = 0; m < count; m++) {
                if (m != k) {
                    double other = mixtures.get(m)[i];
                    slope += weight() * (x[k] * Math.log(other) + x[m] * other / own);
                }
            }
            return slope;
        }
    }
}
