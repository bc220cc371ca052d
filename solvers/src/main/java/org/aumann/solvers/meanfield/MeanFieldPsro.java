package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.core.random.Philox;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.MeanFieldOperator;
import org.aumann.solvers.loop.Status;
import org.jspecify.annotations.Nullable;

/**
 * Mean-field policy-space response oracles: from a mean-field game to a Nash, correlated or coarse correlated equilibrium
 * over a growing set of policies. Muller et al. 2021, algorithms 2, 3 and, with its tolerances, 6.
 *
 * <p>Every outer iteration solves the restricted game over the known policies, measures the gap over all policies, and
 * adds best responses: to the device (CCE, Nash) or to every recommendation (CE). The mixtures of the last device remain
 * candidates of the next compression, so that what was found is not lost when a policy comes in.
 *
 * <p>One object is one run. Not safe for use by several threads.
 */
public final class MeanFieldPsro implements AutoCloseable {
    /** A best response must gain more than this part of what is earned, or of the unit, to be new. */
    private static final double ROUNDING = 1e-13;

    /** Restricted games are solved to this part of the last gap: best responses to less than that lead astray. */
    private static final double REGRET_SHARE = 0.1;

    private final MeanFieldPsroOptions options;
    private final MeanFieldListener listener;
    private final MeanFieldOperator operator;
    private final List<Set<MeanFieldPolicy>> known = new ArrayList<>();
    private final List<MeanFieldIteration> history = new ArrayList<>();
    private final Philox random;
    private Deadline deadline = Deadline.never();

    /** What tolerances are relative to, reward units. */
    private final double unit;

    private RestrictedSolution solution;
    private double regretTolerance;
    private double leastGap = Double.POSITIVE_INFINITY;
    private @Nullable Candidate best;

    /**
     * Prepares a run: the first policy of every population is a best response to uniform play.
     *
     * @param model the game
     * @param backend runs the kernels, not owned
     * @param options how the run goes
     * @param listener hears of every iteration
     */
    public MeanFieldPsro(
            MeanFieldModel model, ComputeBackend backend, MeanFieldPsroOptions options, MeanFieldListener listener) {
        this.options = options;
        this.listener = listener;
        this.random = new Philox(options.seed());
        this.unit = MeanFieldSweeps.unit(model);
        this.regretTolerance = options.regretTolerance() * unit;
        this.operator = backend.meanField(model);
        double[] uniform = MeanFieldSweeps.meanField(MeanFieldPolicy.uniform(model));
        for (int p = 0; p < model.populationCount(); p++) {
            MeanFieldPolicy first = MeanFieldSweeps.bestResponse(model, p, model.tableAgainst(p, uniform))
                    .policy();
            known.add(new LinkedHashSet<>(List.of(first)));
            operator.add(List.of(first));
        }
        this.solution = RestrictedSolution.none(operator, options, random);
    }

    /**
     * Runs to the end.
     *
     * @return the device with the least gap of all iterations
     */
    public MeanFieldPsroResult run() {
        return run(Deadline.never());
    }

    /**
     * Runs to the end.
     *
     * @param whole ends the run before its time limit, and may be cancelled
     * @return the device with the least gap of all iterations
     */
    public MeanFieldPsroResult run(Deadline whole) {
        deadline = whole.within(options.timeLimit());
        while (true) {
            Status status = step();
            listener.onIteration(history.getLast());
            if (status != null && best != null) {
                return new MeanFieldPsroResult(status, best.policies, best.device, best.gaps, history);
            }
        }
    }

    /**
     * A device that may be the result.
     *
     * @param policies per population
     * @param device over mixtures of them
     * @param gaps one per population
     */
    private record Candidate(List<List<MeanFieldPolicy>> policies, CorrelationDevice device, List<MeanFieldGap> gaps) {}

    /** One turn: restricted equilibrium, gap, best responses, growth. Null while there is more to do. */
    private @Nullable Status step() {
        long start = System.nanoTime();
        solution.improve(regretTolerance, deadline);
        CorrelationDevice device = solution.device();
        long solved = System.nanoTime();
        List<List<MeanFieldPolicy>> policies =
                known.stream().map(own -> own.stream().toList()).toList();
        List<MeanFieldGap> gaps = MeanFieldGap.of(policies, device);
        long certified = System.nanoTime();
        List<MeanFieldPolicy> novel = novelResponses(device);
        long responded = System.nanoTime();

        MeanFieldIteration iteration = new MeanFieldIteration(
                history.size() + 1,
                policies.stream().map(List::size).toList(),
                novel.size(),
                device.size(),
                solution.roundCount(),
                solution.steps(),
                solution.regret(),
                regretTolerance,
                gaps,
                solution.noiseBound(),
                solution.program(),
                Duration.ofNanos(solved - start - solution.compressionNanos()),
                Duration.ofNanos(solution.compressionNanos()),
                Duration.ofNanos(responded - certified),
                Duration.ofNanos(certified - solved));
        history.add(iteration);
        double gap = iteration.gap(options.concept());
        if (best == null || gap < leastGap) {
            leastGap = gap;
            best = new Candidate(policies, device, gaps);
        }
        Status status = status(gap, novel.isEmpty());
        grow(novel, gap);
        return status;
    }

    private @Nullable Status status(double gap, boolean isComplete) {
        if (gap <= options.tolerance() * unit) {
            return Status.CONVERGED;
        }
        if (isComplete && regretTolerance <= options.regretLimit() * unit) {
            return Status.EXHAUSTED;
        }
        if (deadline.isOver()) {
            return Status.TIME_LIMIT;
        }
        return history.size() >= options.iterationLimit() ? Status.ITERATION_LIMIT : null;
    }

    /** New policies come in, or the restricted game is solved better: in any case better than it is worth outside. */
    private void grow(List<MeanFieldPolicy> novel, double gap) {
        double worthwhile = novel.isEmpty() ? regretTolerance / 2 : regretTolerance;
        regretTolerance = Math.max(options.regretLimit() * unit, Math.min(worthwhile, REGRET_SHARE * gap));
        if (novel.isEmpty()) {
            return;
        }
        novel.forEach(policy -> known.get(policy.population()).add(policy));
        operator.add(novel);
        solution = solution.after(operator);
    }

    /** Best responses that gain anything and are not known yet. */
    private List<MeanFieldPolicy> novelResponses(CorrelationDevice device) {
        double[] mixtures = device.mixtures();
        double[] payoffs = new double[mixtures.length];
        operator.payoffs(device.size(), mixtures, payoffs);
        List<MeanFieldPolicy> novel = new ArrayList<>();
        for (int p = 0, first = 0; p < known.size(); first += operator.policyCount(p), p++) {
            List<Question> questions = questions(device, p, first, payoffs);
            double[] weights = questions.stream()
                    .flatMapToDouble(question -> Arrays.stream(question.weights))
                    .toArray();
            double[] tables = operator.averageRewards(p, device.size(), mixtures, questions.size(), weights);
            List<MeanFieldResponse> responses = operator.bestResponses(p, questions.size(), tables);
            Set<MeanFieldPolicy> own = known.get(p);
            IntStream.range(0, responses.size())
                    .filter(i -> questions.get(i).isGain(responses.get(i).value()))
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            i -> -questions.get(i).share * (responses.get(i).value() - questions.get(i).earned)))
                    .map(i -> responses.get(i).policy())
                    .filter(policy -> !own.contains(policy))
                    .distinct()
                    .limit(options.responseLimit())
                    .forEach(novel::add);
        }
        return novel;
    }

    /** What a population may respond to: weights of the mixtures, and what those earn who do as they are told. */
    private final class Question {
        private final double share;
        private final double[] weights;
        private final double earned;

        /**
         * @param share how likely it is to be told so
         */
        Question(double share, double[] weights, double earned) {
            this.share = share;
            this.weights = weights;
            this.earned = earned;
        }

        boolean isGain(double value) {
            return value - earned > ROUNDING * Math.max(unit, Math.abs(earned));
        }
    }

    private List<Question> questions(CorrelationDevice device, int population, int first, double[] payoffs) {
        int size = operator.mixtureSize();
        double[] rho = device.probabilities();
        double[] shares = device.recommendations();
        List<Question> questions = new ArrayList<>();
        double value = 0;
        for (int k = first; k < first + operator.policyCount(population); k++) {
            if (shares[k] == 0) {
                continue;
            }
            double[] given = new double[rho.length];
            double earned = 0;
            for (int t = 0; t < rho.length; t++) {
                given[t] = rho[t] * device.weight(t, k) / shares[k];
                earned += given[t] * payoffs[t * size + k];
            }
            value += shares[k] * earned;
            questions.add(new Question(shares[k], given, earned));
        }
        return options.concept() == MeanFieldConcept.CE ? questions : List.of(new Question(1, rho, value));
    }

    /** Frees what the back end holds. */
    @Override
    public void close() {
        operator.close();
    }
}
