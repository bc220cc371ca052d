package org.aumann.solvers.psro;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.equilibrium.ResponseGains;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.random.Philox;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.TreeOperator;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.psro.JointPsroIteration.Assessment;
import org.aumann.solvers.psro.JointPsroResult.Status;
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
    /** The widest range of a player's payoffs in the full game; 1 if nobody has any. */
    private final double payoffUnit;

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
        this.payoffUnit = widest > 0 ? widest : 1;
        this.operator = backend.tree(tree);
        this.oracle = new ExactOracle(tree, operator, options.tieBreak(), new Philox(options.seed(), 1));
        WelfareWalk walk = new WelfareWalk(tree, operator, new Philox(options.seed(), 2));
        this.explorer = new Explorer(options.exploration(), walk, options.tolerance() * payoffUnit);
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
        deadline = whole.within(options.timeLimit());
        while (true) {
            Candidate candidate = step();
            listener.onIteration(history.getLast());
            Status status = status(candidate);
            if (status != null) {
                return candidate.result(status, history);
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
        if (isQuiet && quietIterations < options.patience()) {
            novel = explorer.grow(game, eval.report().sigma(), evaluated, deadline);
        }
        history.add(new JointPsroIteration(
                history.size() + 1, sizes, trained, evaluated, novel, payoffs, solve, bestResponse));
        best = better(best, new Candidate(eval, evaluated));
        return best;
    }

    /** The later one if its gap is closed, as populations only grow; else the one with the smaller gap. */
    private Candidate better(@Nullable Candidate earlier, Candidate later) {
        if (earlier == null || isClosed(later.assessment)) {
            return later;
        }
        boolean isWorse = isClosed(earlier.assessment) || earlier.assessment.excess() < later.assessment.excess();
        return isWorse ? earlier : later;
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
        return excess <= options.tolerance() * payoffUnit;
    }

    /** Adds the selected responses of the scheduled players; returns how many were novel. */
    private int grow(List<List<BestResponse>> responses) {
        int novel = 0;
        for (int player : scheduledPlayers(responses.size())) {
            for (BestResponse response : select(player, responses.get(player))) {
                novel += game.add(player, response.policy()) ? 1 : 0;
            }
        }
        return novel;
    }

    private int[] scheduledPlayers(int players) {
        return switch (options.schedule()) {
            case ALL -> IntStream.range(0, players).toArray();
            case CYCLE -> new int[] {history.size() % players};
            case RANDOM -> new int[] {random.nextInt(players)};
        };
    }

    private List<BestResponse> select(int player, List<BestResponse> responses) {
        List<BestResponse> novel =
                responses.stream().filter(r -> game.isNovel(player, r.policy())).toList();
        return switch (options.selection()) {
            case ALL -> responses;
            case ALL_NOVEL -> novel;
            case RANDOM -> List.of(drawn(responses));
            case RANDOM_NOVEL -> novel.isEmpty() ? List.of() : List.of(drawn(novel));
            case LARGEST_GAP ->
                List.of(novel.stream()
                        .max(Comparator.comparingDouble(BestResponse::gain))
                        .orElseGet(() -> drawn(responses)));
        };
    }

    private BestResponse drawn(List<BestResponse> responses) {
        return responses.get(random.nextInt(responses.size()));
    }

    private @Nullable Status status(Candidate candidate) {
        JointPsroIteration last = history.getLast();
        boolean isClosed = isClosed(last.train()) && isClosed(last.eval());
        if (isClosed && quietIterations >= options.patience()) {
            if (isClosed(candidate.certifiedExcess())) {
                return Status.CONVERGED;
            }
            quietIterations = 0; // the oracle has missed something
        }
        boolean failed = switch (candidate.outcome) {
            case SolveOutcome.Optimal _, SolveOutcome.TimeLimit _ -> false;
            case SolveOutcome.Infeasible _, SolveOutcome.IterationLimit _, SolveOutcome.NumericalFailure _ -> true;
        };
        if (deadline.isOver()) {
            return failed ? Status.SOLVER_FAILURE : Status.TIME_LIMIT;
        }
        if (history.size() >= options.iterationLimit()) {
            return failed ? Status.SOLVER_FAILURE : Status.ITERATION_LIMIT;
        }
        return null;
    }

    /** An evaluation distribution that may be the result. */
    private final class Candidate {
        private final int iteration = history.size();
        private final SolveOutcome outcome;
        private final Assessment assessment;

        /** Those that the distribution is over: later growth is not part of it. */
        private final List<List<TabularPolicy>> policies = new ArrayList<>();

        private @Nullable ResponseGains certificate;

        Candidate(SolveOutcome outcome, Assessment assessment) {
            this.outcome = outcome;
            this.assessment = assessment;
            for (int p = 0; p < game.sizes().length; p++) {
                int count = outcome.report().sigma().index().actionCount(p);
                policies.add(List.copyOf(game.policies().get(p).subList(0, count)));
            }
        }

        /** By the reference, which shares nothing with what found the distribution. */
        private ResponseGains certificate() {
            if (certificate == null) {
                certificate = ExtensiveReference.gains(
                        tree, policies, outcome.report().sigma(), options.target());
            }
            return certificate;
        }

        double certifiedExcess() {
            return certificate().excess(outcome.report().epsilons());
        }

        JointPsroResult result(Status status, List<JointPsroIteration> history) {
            return new JointPsroResult(status, history, iteration, outcome.report(), policies, certificate());
        }
    }

    private List<TabularPolicy> initialPolicies(GameTree tree) {
        return IntStream.range(0, tree.playerCount())
                .mapToObj(tree::sequenceForm)
                .map(form -> switch (options.initial()) {
                    case UNIFORM -> TabularPolicy.uniform(form);
                    case RANDOM_DETERMINISTIC -> TabularPolicy.randomDeterministic(form, random);
                })
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
