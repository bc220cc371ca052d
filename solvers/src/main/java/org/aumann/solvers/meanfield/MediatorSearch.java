package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.random.Philox;
import org.aumann.solvers.loop.Status;

/**
 * Solves a {@link MediatorProgram} over a restricted game by descents from several mediators, of which the best is kept.
 *
 * <p>From each start a {@link SimplexDescent} goes down with a penalty on the constraints that grows until they hold; one of
 * the constraints alone then takes off the rest. A mediator that violates them less is better, beyond rounding; then one of
 * lower objective. The programs are not convex: what is found is a local optimum, and the same for the same seed.
 */
final class MediatorSearch {
    /** A regret that counts as none, relative to the scale. */
    private static final double VIOLATION = 1e-9;

    /** A violation that needs no greater penalty, relative to the scale: the last descent of a start takes it off. */
    private static final double NEARLY_MET = 1e-6;

    /** What the last descent of a start aims at, relative to the scale. */
    private static final double RESTORED = 1e-13;

    /** Relative difference of objectives that does not count. */
    private static final double ROUNDING = 1e-10;

    private static final double FIRST_PENALTY = 10;

    private static final double LAST_PENALTY = 1e5;

    private static final double PENALTY_GROWTH = 100;

    /** A descent has converged at this slope. */
    private static final double SLOPE = 1e-6;

    private static final int STEP_LIMIT = 100;

    /** Share of a random mixture that keeps copies of one mixture apart. */
    private static final double SPREAD = 0.3;

    private static final double FIRST_RADIUS = 0.1;

    private static final double LEAST_RADIUS = 1e-9;

    private static final int FAILURES = 8;

    /** Difference quotients are not better. */
    private static final double NEGLIGIBLE = 1e-9;

    private static final int RESTORING_STEPS = 60;

    /** The radius of restoring steps, in units of what constraints are violated by: some correct more, some less. */
    private static final double RESTORING_RADIUS = 100;

    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(2);

    private static final SimplexDescent.Limits DOWN = new SimplexDescent.Limits(
            Double.NEGATIVE_INFINITY,
            FIRST_RADIUS,
            SLOPE,
            LEAST_RADIUS,
            STEP_LIMIT,
            FAILURES,
            NEGLIGIBLE,
            PROGRAM_LIMIT);

    private final RestrictedGame game;
    private final MeanFieldConcept concept;
    private final MediatorProgram program;
    private final Philox random;
    private final double scale;
    private Mediator mediator;
    private MediatorProgram.Outcome outcome;
    private double regret;
    private int steps;

    /**
     * @param start a mediator of any size; until something better is found, this is it, as far as the program allows
     */
    MediatorSearch(
            RestrictedGame game, MeanFieldConcept concept, MediatorProgram program, Mediator start, Philox random) {
        this.game = game;
        this.concept = concept;
        this.program = program;
        this.random = random;
        this.scale = scale();
        MediatorProblem problem = problem(0);
        double[] x = point(problem, start);
        this.mediator = problem.mediator(x);
        this.regret = regret(problem, x);
        this.outcome = outcome(problem, x, Status.STALLED, Double.POSITIVE_INFINITY);
    }

    /** The largest regret against uniform play and against everybody playing one policy. */
    private double scale() {
        List<double[]> probes = new ArrayList<>(List.of(game.uniform()));
        for (int p = 0; p < game.populationCount(); p++) {
            for (int k = game.first(p); k < game.first(p + 1); k++) {
                double[] pure = game.uniform();
                Arrays.fill(pure, game.first(p), game.first(p + 1), 0);
                pure[k] = 1;
                probes.add(pure);
            }
        }
        double[][] payoffs = game.payoffs(probes);
        double greatest = IntStream.range(0, payoffs.length)
                .mapToDouble(b -> Arrays.stream(game.regrets(MeanFieldConcept.CCE, probes.get(b), payoffs[b]))
                        .map(Math::abs)
                        .max()
                        .orElseThrow())
                .max()
                .orElseThrow();
        return greatest > 0 ? greatest : 1;
    }

    private MediatorProblem problem(double penalty) {
        return MediatorProblem.of(game, concept, program.objective(), program.mixtureCount(), scale, penalty);
    }

    /** Descends from a mediator of any size. */
    void descendFrom(Mediator start, Deadline deadline) {
        MediatorProblem problem = problem(0);
        double[] x = point(problem, start);
        Status end = Status.STALLED;
        double slope = Double.POSITIVE_INFINITY;
        double penalty = problem.isUnconstrained() ? 0 : FIRST_PENALTY;
        double violated;
        while (true) {
            SimplexDescent descent = new SimplexDescent(problem(penalty), x, DOWN, deadline);
            end = descent.descend();
            x = descent.x();
            slope = descent.slope();
            steps += descent.steps();
            violated = violation(x);
            if (violated <= NEARLY_MET || penalty == 0 || penalty >= LAST_PENALTY || deadline.isOver()) {
                break;
            }
            penalty *= PENALTY_GROWTH;
        }
        if (violated > RESTORED) {
            SimplexDescent back = new SimplexDescent(problem.constraints(), x, back(violated), deadline);
            back.descend();
            x = back.x();
            steps += back.steps();
        }
        keep(problem, x, end, slope);
    }

    private static SimplexDescent.Limits back(double violation) {
        return new SimplexDescent.Limits(
                RESTORED,
                Math.min(FIRST_RADIUS, RESTORING_RADIUS * violation),
                Double.NEGATIVE_INFINITY,
                RESTORED,
                RESTORING_STEPS,
                FAILURES,
                NEGLIGIBLE,
                PROGRAM_LIMIT);
    }

    /** Descends from a mediator whose mixtures are moved apart at random. */
    void descendNear(Mediator start, Deadline deadline) {
        MediatorProblem problem = problem(0);
        Mediator full = problem.mediator(point(problem, start));
        List<double[]> mixtures = new ArrayList<>();
        for (int k = 0; k < full.size(); k++) {
            double[] mixture = full.mixture(k);
            double[] other = Mixtures.random(game, random);
            for (int i = 0; i < mixture.length; i++) {
                mixture[i] = (1 - SPREAD) * mixture[i] + SPREAD * other[i];
            }
            mixtures.add(mixture);
        }
        descendFrom(Mediator.of(mixtures, full.probabilities()), deadline);
    }

    private void keep(MediatorProblem problem, double[] x, Status end, double slope) {
        MediatorProgram.Outcome found = outcome(problem, x, end, slope);
        if (isBetter(found)) {
            outcome = found;
            mediator = problem.mediator(x);
            regret = regret(problem, x);
        }
    }

    /** Differences within rounding do not count; of equals the one that has converged is better. */
    private boolean isBetter(MediatorProgram.Outcome found) {
        double violated = found.violation() - outcome.violation();
        if (Math.abs(violated) > VIOLATION * scale) {
            return violated < 0;
        }
        double risen = found.objective() - outcome.objective();
        double rounding = ROUNDING
                * (program.objective() instanceof MediatorObjective.Margin ? scale : Math.abs(found.objective()));
        if (Math.abs(risen) > rounding) {
            return risen < 0;
        }
        return found.status().compareTo(outcome.status()) < 0;
    }

    /** What the best deviation gains, if anything. */
    private double regret(MediatorProblem problem, double[] x) {
        return scale * Arrays.stream(problem.at(x).terms()).max().orElse(0);
    }

    private double violation(double[] x) {
        MediatorProblem constraints = problem(0).constraints();
        return MinimaxProblem.value(constraints, constraints.at(x));
    }

    private MediatorProgram.Outcome outcome(MediatorProblem problem, double[] x, Status end, double slope) {
        double value = MinimaxProblem.value(problem, problem.at(x));
        double objective = program.objective() instanceof MediatorObjective.Margin ? scale * value : value;
        double violation = violation(x);
        Status status = end == Status.CONVERGED && violation > VIOLATION ? Status.STALLED : end;
        return new MediatorProgram.Outcome(status, objective, scale * violation, slope, steps);
    }

    /** A mediator as a point: its K heaviest mixtures, or with the heaviest halved until there are K. */
    private double[] point(MediatorProblem problem, Mediator start) {
        int count = program.mixtureCount();
        List<double[]> mixtures = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        IntStream.range(0, start.size())
                .boxed()
                .sorted(Comparator.comparingDouble(t -> -start.probability(t)))
                .limit(count)
                .forEach(t -> {
                    mixtures.add(start.mixture(t));
                    weights.add(start.probability(t));
                });
        while (mixtures.size() < count) {
            int heaviest = IntStream.range(0, weights.size())
                    .boxed()
                    .max(Comparator.comparingDouble(weights::get))
                    .orElseThrow();
            weights.set(heaviest, weights.get(heaviest) / 2);
            weights.add(weights.get(heaviest));
            mixtures.add(mixtures.get(heaviest));
        }
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        double[] x = problem.point(
                Mediator.of(mixtures, weights.stream().mapToDouble(w -> w / sum).toArray()));
        int[] blocks = problem.blocks();
        for (int b = 1; b + 1 < blocks.length; b++) {
            double floor = problem.floor(blocks[b]);
            int policies = blocks[b + 1] - blocks[b];
            for (int v = blocks[b]; v < blocks[b + 1]; v++) {
                x[v] = floor + (1 - policies * floor) * x[v];
            }
        }
        return x;
    }

    Mediator mediator() {
        return mediator;
    }

    /** What the best deviation within the game gains; signed. */
    double regret() {
        return regret;
    }

    /** What the mediator is worth; its steps are those of all descents so far. */
    MediatorProgram.Outcome outcome() {
        return new MediatorProgram.Outcome(
                outcome.status(), outcome.objective(), outcome.violation(), outcome.slope(), steps);
    }
}
