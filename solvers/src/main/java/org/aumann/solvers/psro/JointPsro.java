package org.aumann.solvers.psro;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.ResponseGains;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.random.Philox;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.TreeOperator;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.psro.JointPsroIteration.Assessment;
import org.jspecify.annotations.Nullable;

/**
 * Joint policy-space response oracles: from a game with any number of players to a (coarse) correlated
 * equilibrium over a growing set of policies. Marris, Muller, Lanctot, Tuyls and Graepel 2021, algorithm 1.
 *
 * <p>One object is one run. Not safe for use by several threads.
 */
public final class JointPsro implements AutoCloseable {
    private final JointPsroOptions options;
    private final JointPsroListener listener;
    private final ComputeBackend backend;
    private final TreeOperator operator;
    private final BestResponseOracle oracle;
    private final Explorer explorer;
    private final PolicyGame game;
    private final RandomGenerator random;
    private final List<JointPsroIteration> history = new ArrayList<>();
    private Deadline deadline = Deadline.never();
    /** A gap of the full game at or below this is closed, payoff units. */
    private final double closed;

    private final GameTree tree;

    private Multipliers trainMultipliers;
    private Multipliers evalMultipliers;
    private int quietIterations;
    private @Nullable Candidate best;

    /**
     * Prepares a run.
     *
     * @param tree the game
     * @param backend runs the kernels, not owned
     * @param options how the run goes
     * @param listener hears of every iteration
     */
    public JointPsro(GameTree tree, ComputeBackend backend, JointPsroOptions options, JointPsroListener listener) {
        this(
                tree,
                backend,
                options,
                kernels -> new ExactOracle(tree, kernels, options.choices().tieBreak(), new Philox(options.seed(), 1)),
                listener);
    }

    /**
     * Prepares a run with an oracle of one's own. What it claims that its responses gain decides where the run goes, but not
     * whether it has converged: the certificate does.
     *
     * @param tree the game
     * @param backend runs the kernels, not owned
     * @param options how the run goes
     * @param oracle makes the oracle, given the kernels of the game, which stay open as long as the run
     * @param listener hears of every iteration
     */
    public JointPsro(
            GameTree tree,
            ComputeBackend backend,
            JointPsroOptions options,
            Function<TreeOperator, BestResponseOracle> oracle,
            JointPsroListener listener) {
        options.train().prepare();
        options.eval().prepare();
        this.tree = tree;
        this.options = options;
        this.listener = listener;
        this.backend = backend;
        this.random = new Philox(options.seed());
        double widest = IntStream.range(0, tree.playerCount())
                .mapToDouble(tree::payoffRange)
                .max()
                .orElse(0);
        this.closed = options.limits().tolerance() * (widest > 0 ? widest : 1);
        this.operator = backend.tree(tree);
        this.oracle = oracle.apply(operator);
        WelfareWalk walk = new WelfareWalk(tree, operator, new Philox(options.seed(), 2));
        this.explorer = new Explorer(options.choices().exploration(), walk, closed);
        this.game = new PolicyGame(operator, initialPolicies(tree));
        this.trainMultipliers =
                Multipliers.zero(game.metaGame().index(), options.train().concept());
        this.evalMultipliers =
                Multipliers.zero(game.metaGame().index(), options.eval().concept());
    }

    /**
     * Runs to the end.
     *
     * @return how it ended
     */
    public JointPsroResult run() {
        return run(Deadline.never());
    }

    /**
     * Runs to the end.
     *
     * @param whole ends the run before its time limit, and may be cancelled
     * @return how it ended
     */
    public JointPsroResult run(Deadline whole) {
        deadline = whole.within(options.limits().time());
        while (true) {
            Candidate candidate = step();
            listener.onIteration(history.getLast());
            Status status = status(candidate);
            if (status != null) {
                return candidate.result(status, history, certificate(candidate));
            }
        }
    }

    /** One turn of the wheel: payoffs, meta-solutions, best responses, growth. */
    private Candidate step() {
        Stopwatch watch = new Stopwatch();
        game.evaluate();
        Duration payoffs = watch.lap();

        SolveOutcome train = solve(options.train(), trainMultipliers);
        boolean trainsOnEval = options.eval().equals(options.train());
        SolveOutcome eval = trainsOnEval ? train : solve(options.eval(), evalMultipliers);
        trainMultipliers = train.report().multipliers();
        evalMultipliers = eval.report().multipliers();
        Duration solve = watch.lap();

        List<List<BestResponse>> responses = bestResponses(train.report().sigma());
        Assessment trained = assess(train, responses);
        List<List<BestResponse>> evalResponses =
                trainsOnEval ? responses : bestResponses(eval.report().sigma());
        Assessment evaluated = trainsOnEval ? trained : assess(eval, evalResponses);
        Duration bestResponse = watch.lap();

        List<Integer> sizes = Arrays.stream(game.sizes()).boxed().toList();
        int novel = grow(responses);
        boolean isTrained = novel == 0 && isClosed(trained);
        if (isTrained && !isClosed(evaluated)) {
            novel = grow(evalResponses); // else nothing would ever close it
        }
        boolean isQuiet = isTrained && isClosed(evaluated);
        quietIterations = explorer.quietIterations(quietIterations, isQuiet, evaluated);
        if (isQuiet && quietIterations < options.limits().patience()) {
            novel = explorer.grow(game, eval.report().sigma(), evaluated, deadline);
        }
        history.add(new JointPsroIteration(
                history.size() + 1, sizes, trained, evaluated, novel, payoffs, solve, bestResponse));
        Candidate candidate = new Candidate(history.size(), eval, evaluated, game);
        if (best == null || !candidate.isWorseThan(best, closed)) {
            best = candidate;
        }
        return best;
    }

    private SolveOutcome solve(MetaSolver solver, Multipliers start) {
        return solver.solve(
                game.metaGame(), backend, start, options.solve().withDeadline(deadline), SolveListener.SILENT);
    }

    private List<List<BestResponse>> bestResponses(JointDistribution sigma) {
        return IntStream.range(0, game.sizes().length)
                .mapToObj(player -> oracle.respond(game, sigma, player, options.target()))
                .toList();
    }

    /** What every player's best responses would gain. */
    private static Assessment assess(SolveOutcome outcome, List<List<BestResponse>> responses) {
        ResponseGains measured = new ResponseGains(
                Arrays.stream(outcome.report().certificate().values()).boxed().toList(),
                responses.stream()
                        .map(own -> own.stream().map(BestResponse::gain).toList())
                        .toList());
        return new Assessment(
                outcome.status(), measured, measured.excess(outcome.report().epsilons()));
    }

    private boolean isClosed(Assessment assessment) {
        return isClosed(assessment.excess());
    }

    private boolean isClosed(double excess) {
        return excess <= closed;
    }

    /** Adds the selected responses of the scheduled players; returns how many were novel. */
    private int grow(List<List<BestResponse>> responses) {
        int novel = 0;
        for (int player : options.choices().schedule().players(history.size(), responses.size(), random)) {
            List<BestResponse> selected = options.choices()
                    .selection()
                    .select(responses.get(player), response -> game.isNovel(player, response.policy()), random);
            for (BestResponse response : selected) {
                novel += game.add(player, response.policy()) ? 1 : 0;
            }
        }
        return novel;
    }

    private ResponseGains certificate(Candidate candidate) {
        return candidate.certificate(tree, options.target());
    }

    private @Nullable Status status(Candidate candidate) {
        JointPsroIteration last = history.getLast();
        boolean isClosed = isClosed(last.train()) && isClosed(last.eval());
        if (isClosed && quietIterations >= options.limits().patience()) {
            if (isClosed(
                    certificate(candidate).excess(candidate.outcome().report().epsilons()))) {
                return Status.CONVERGED;
            }
            quietIterations = 0; // the oracle has missed something
        }
        boolean failed = switch (candidate.outcome()) {
            case SolveOutcome.Optimal _, SolveOutcome.TimeLimit _ -> false;
            case SolveOutcome.Infeasible _, SolveOutcome.IterationLimit _, SolveOutcome.NumericalFailure _ -> true;
        };
        if (deadline.isOver()) {
            return failed ? Status.SOLVER_FAILURE : Status.TIME_LIMIT;
        }
        if (history.size() >= options.limits().iterations()) {
            return failed ? Status.SOLVER_FAILURE : Status.ITERATION_LIMIT;
        }
        return null;
    }

    private List<TabularPolicy> initialPolicies(GameTree tree) {
        return IntStream.range(0, tree.playerCount())
                .mapToObj(tree::sequenceForm)
                .map(form -> options.choices().initial().of(form, random))
                .toList();
    }

    @Override
    public void close() {
        game.close();
        operator.close();
    }

    /** Time since the last lap. */
    private static final class Stopwatch {
        private long last = System.nanoTime();

        Duration lap() {
            long now = System.nanoTime();
            Duration lap = Duration.ofNanos(now - last);
            last = now;
            return lap;
        }
    }
}
