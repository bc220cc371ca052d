package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.MeanFieldOperator;
import org.aumann.solvers.loop.LoopDraws;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.Population;
import org.aumann.solvers.loop.Resumable;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.loop.Stopwatch;
import org.jspecify.annotations.Nullable;

/**
 * Mean-field policy-space response oracles: from a mean-field game to a Nash, correlated or coarse correlated equilibrium
 * over a growing set of policies. Muller et al. 2021, algorithms 2, 3 and, with its tolerances, 6.
 *
 * <p>Every outer iteration solves the restricted game over the known policies, measures the gap over all policies, and
 * adds best responses: to the mediator (CCE, Nash) or to every recommendation (CE). The mixtures of the last mediator remain
 * candidates of the next compression, so that what was found is not lost when a policy comes in.
 */
public final class MeanFieldPsro extends MeanFieldLoop implements Resumable<MeanFieldSnapshot> {
    /** A best response must gain more than this part of what is earned, or of the unit, to be new. */
    private static final double ROUNDING = 1e-13;

    /** Restricted games are solved to this part of the last gap: best responses to less than that lead astray. */
    private static final double REGRET_SHARE = 0.1;

    /** What draws are for. */
    private static final int RESTRICTED_GAME = 0;

    private final MeanFieldPsroOptions options;
    private final MeanFieldOperator operator;
    private final List<Population<MeanFieldPolicy>> populations;
    private final LoopDraws draws;
    private RestrictedSolution solution;
    private double regretTolerance;
    private boolean isExhausted;

    /**
     * Prepares a run: the first policy of every population is a best response to uniform play.
     *
     * @param model the game
     * @param backend runs the kernels, not owned
     * @param options how the run goes
     * @param listener hears of every iteration
     */
    public MeanFieldPsro(
            MeanFieldModel model,
            ComputeBackend backend,
            MeanFieldPsroOptions options,
            LoopListener<MeanFieldIteration> listener) {
        super(model, options.concept(), options.limits(), List.of(), null, listener);
        this.options = options;
        this.draws = new LoopDraws(options.seed());
        this.regretTolerance = options.regretTolerance() * unit();
        double[] uniform = MeanFieldSweeps.meanField(MeanFieldPolicy.uniform(model));
        this.populations = IntStream.range(0, model.populationCount())
                .mapToObj(p -> MeanFieldSweeps.bestResponse(model, p, model.tableAgainst(p, uniform)))
                .map(first -> Population.of(List.of(first.policy())))
                .toList();
        this.operator = backend.meanField(model);
        addAll();
        this.solution = RestrictedSolution.none(operator, options, draws.of(RESTRICTED_GAME, 0, 0));
    }

    /**
     * Prepares a run that goes on from where another was.
     *
     * @param model the same game
     * @param backend runs the kernels, not owned
     * @param options the same but for the limits
     * @param start where the other was
     * @param listener hears of the further iterations
     */
    public MeanFieldPsro(
            MeanFieldModel model,
            ComputeBackend backend,
            MeanFieldPsroOptions options,
            MeanFieldSnapshot start,
            LoopListener<MeanFieldIteration> listener) {
        super(model, options.concept(), options.limits(), start.history(), start.best(), listener);
        this.options = options;
        this.draws = new LoopDraws(options.seed());
        this.regretTolerance = start.regretTolerance();
        this.populations = start.policies().stream().map(Population::of).toList();
        this.operator = backend.meanField(model);
        addAll();
        this.solution = RestrictedSolution.from(
                start.mediator(),
                start.policyCounts().stream().mapToInt(Integer::intValue).toArray(),
                operator,
                options,
                draws.of(RESTRICTED_GAME, start.history().size(), 0));
    }

    private void addAll() {
        populations.forEach(population -> operator.add(population.policies()));
    }

    /** One turn: restricted equilibrium, gap, best responses, growth. */
    @Override
    protected MeanFieldIteration iterate(int number, Deadline deadline) {
        double tolerance = regretTolerance;
        Stopwatch watch = new Stopwatch();
        solution.improve(tolerance, deadline);
        Duration solved = watch.lap();
        CertifiedMediator mediator = CertifiedMediator.of(policies(), solution.mediator());
        Duration certified = watch.lap();
        List<MeanFieldPolicy> novel = novelResponses(solution.mediator());
        Duration responded = watch.lap();

        Duration compression = Duration.ofNanos(solution.compressionNanos());
        MeanFieldIteration iteration = new MeanFieldIteration(
                number,
                mediator.policies().stream().map(List::size).toList(),
                novel.size(),
                solution.mediator().size(),
                solution.roundCount(),
                solution.steps(),
                solution.regret(),
                tolerance,
                mediator.gaps(),
                solution.noiseBound(),
                solution.program(),
                solved.minus(compression),
                compression,
                responded,
                certified);
        isExhausted = novel.isEmpty() && tolerance <= options.regretLimit() * unit();
        grow(novel, keep(mediator), number);
        return iteration;
    }

    private List<List<MeanFieldPolicy>> policies() {
        return populations.stream().map(Population::policies).toList();
    }

    @Override
    protected @Nullable Status reached() {
        Status converged = super.reached();
        return converged == null && isExhausted ? Status.EXHAUSTED : converged;
    }

    /** New policies come in, or the restricted game is solved better: in any case better than it is worth outside. */
    private void grow(List<MeanFieldPolicy> novel, double gap, int number) {
        double worthwhile = novel.isEmpty() ? regretTolerance / 2 : regretTolerance;
        regretTolerance = Math.max(options.regretLimit() * unit(), Math.min(worthwhile, REGRET_SHARE * gap));
        if (novel.isEmpty()) {
            return;
        }
        novel.forEach(policy -> populations.get(policy.population()).add(policy));
        operator.add(novel);
        solution = solution.after(operator, draws.of(RESTRICTED_GAME, number, 0));
    }

    @Override
    public MeanFieldSnapshot snapshot() {
        return new MeanFieldSnapshot(
                history(),
                policies(),
                solution.mediator(),
                Arrays.stream(solution.game().policyCounts()).boxed().toList(),
                regretTolerance,
                best());
    }

    /** Best responses that gain anything and are not known yet. */
    private List<MeanFieldPolicy> novelResponses(Mediator mediator) {
        double[] mixtures = mediator.mixtures();
        double[] payoffs = new double[mixtures.length];
        operator.payoffs(mediator.size(), mixtures, payoffs);
        List<MeanFieldPolicy> novel = new ArrayList<>();
        for (int p = 0, first = 0; p < populations.size(); first += operator.policyCount(p), p++) {
            List<Question> questions = questions(mediator, p, first, payoffs);
            double[] weights = questions.stream()
                    .flatMapToDouble(question -> Arrays.stream(question.weights))
                    .toArray();
            double[] tables = operator.averageRewards(p, mediator.size(), mixtures, questions.size(), weights);
            List<MeanFieldResponse> responses = operator.bestResponses(p, questions.size(), tables);
            Population<MeanFieldPolicy> own = populations.get(p);
            IntStream.range(0, responses.size())
                    .filter(i -> questions.get(i).isGain(responses.get(i).value()))
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            i -> -questions.get(i).share * (responses.get(i).value() - questions.get(i).earned)))
                    .map(i -> responses.get(i).policy())
                    .filter(own::isNovel)
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
            return value - earned > ROUNDING * Math.max(unit(), Math.abs(earned));
        }
    }

    private List<Question> questions(Mediator mediator, int population, int first, double[] payoffs) {
        int size = operator.mixtureSize();
        double[] rho = mediator.probabilities();
        double[] shares = mediator.recommendations();
        List<Question> questions = new ArrayList<>();
        double value = 0;
        for (int k = first; k < first + operator.policyCount(population); k++) {
            if (shares[k] == 0) {
                continue;
            }
            double[] given = new double[rho.length];
            double earned = 0;
            for (int t = 0; t < rho.length; t++) {
                given[t] = rho[t] * mediator.weight(t, k) / shares[k];
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
