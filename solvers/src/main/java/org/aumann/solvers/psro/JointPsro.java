package org.aumann.solvers.psro;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.aumann.core.Deadline;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.ResponseGains;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.TreeOperator;
import org.aumann.solvers.loop.Loop;
import org.aumann.solvers.loop.LoopDraws;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.PolicyGame;
import org.aumann.solvers.loop.Population;
import org.aumann.solvers.loop.Resumable;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.loop.Stopwatch;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.psro.JointPsroIteration.Assessment;
import org.jspecify.annotations.Nullable;

/**
 * Joint policy-space response oracles: from a game with any number of players to a (coarse) correlated
 * equilibrium over a growing set of policies. Marris, Muller, Lanctot, Tuyls and Graepel 2021, algorithm 1.
 */
public final class JointPsro extends Loop<JointPsroIteration, JointPsroResult> implements Resumable<JointPsroSnapshot> {
    /** What draws are for. */
    private static final int INITIAL = 0;

    private static final int SCHEDULE = 1;
    private static final int SELECTION = 2;
    private static final int TRAIN_TIES = 3;
    private static final int EVAL_TIES = 4;
    private static final int WALK = 5;

    private final JointPsroOptions options;
    private final ComputeBackend backend;
    private final TreeOperator kernels;
    private final JointPsroParts parts;
    private final WelfareWalk walk;
    private final PolicyGame<TabularPolicy> game;
    private final LoopDraws draws;

    /** A gap of the full game at or below this is closed, payoff units. */
    private final double closed;

    private Multipliers trainMultipliers;
    private Multipliers evalMultipliers;
    private ExplorationState exploration = ExplorationState.NONE;
    private @Nullable Candidate best;
    private @Nullable ResponseGains certificateOfBest;
    private boolean isMeasuredClosed;

    /**
     * Prepares a run.
     *
     * @param tree the game
     * @param backend runs the kernels, not owned
     * @param options how the run goes
     * @param listener hears of every iteration
     */
    public JointPsro(
            GameTree tree,
            ComputeBackend backend,
            JointPsroOptions options,
            LoopListener<JointPsroIteration> listener) {
        this(tree, backend, options, UnaryOperator.identity(), listener);
    }

    /**
     * Prepares a run with parts of one's own.
     *
     * @param tree the game
     * @param backend runs the kernels, not owned
     * @param options how the run goes
     * @param parts replaces parts of the usual ones
     * @param listener hears of every iteration
     */
    public JointPsro(
            GameTree tree,
            ComputeBackend backend,
            JointPsroOptions options,
            UnaryOperator<JointPsroParts> parts,
            LoopListener<JointPsroIteration> listener) {
        this(tree, backend, options, parts, null, listener);
    }

    /**
     * Prepares a run that goes on from where another was: it does what the other would have done.
     *
     * @param tree the same game
     * @param backend runs the kernels, not owned
     * @param options the same but for the limits
     * @param parts replaces the same parts
     * @param start where the other was
     * @param listener hears of the further iterations
     * @return a run
     */
    public static JointPsro from(
            GameTree tree,
            ComputeBackend backend,
            JointPsroOptions options,
            UnaryOperator<JointPsroParts> parts,
            JointPsroSnapshot start,
            LoopListener<JointPsroIteration> listener) {
        return new JointPsro(tree, backend, options, parts, start, listener);
    }

    private JointPsro(
            GameTree tree,
            ComputeBackend backend,
            JointPsroOptions options,
            UnaryOperator<JointPsroParts> parts,
            @Nullable JointPsroSnapshot start,
            LoopListener<JointPsroIteration> listener) {
        super(options.limits(), start == null ? List.of() : start.history(), listener);
        options.train().prepare();
        options.eval().prepare();
        this.options = options;
        this.backend = backend;
        this.draws = new LoopDraws(options.seed());
        double widest = IntStream.range(0, tree.playerCount())
                .mapToDouble(tree::payoffRange)
                .max()
                .orElse(0);
        this.closed = options.limits().tolerance() * (widest > 0 ? widest : 1);
        this.kernels = backend.tree(tree);
        this.parts = parts.apply(
                JointPsroParts.exact(tree, kernels, options.choices().tieBreak(), options.target()));
        this.walk = new WelfareWalk(tree, kernels);
        if (start == null) {
            this.game = new PolicyGame<>(this.parts.payoffs(), initial(tree));
            this.trainMultipliers =
                    Multipliers.zero(game.metaGame().index(), options.train().concept());
            this.evalMultipliers =
                    Multipliers.zero(game.metaGame().index(), options.eval().concept());
        } else {
            this.game = new PolicyGame<>(this.parts.payoffs(), start.populations());
            this.trainMultipliers = start.train();
            this.evalMultipliers = start.eval();
            this.exploration = start.exploration();
            this.best = start.best();
        }
    }

    private List<Population<TabularPolicy>> initial(GameTree tree) {
        return IntStream.range(0, tree.playerCount())
                .mapToObj(p -> options.choices().initial().of(tree.sequenceForm(p), draws.of(INITIAL, 0, p)))
                .map(first -> Population.of(List.of(first)))
                .toList();
    }

    /** One turn of the wheel: payoffs, meta-solutions, best responses, growth. */
    @Override
    protected JointPsroIteration iterate(int number, Deadline deadline) {
        Stopwatch watch = new Stopwatch();
        game.evaluate();
        Duration payoffs = watch.lap();

        SolveOutcome train = solve(options.train(), trainMultipliers, deadline);
        boolean trainsOnEval = options.eval().equals(options.train());
        SolveOutcome eval = trainsOnEval ? train : solve(options.eval(), evalMultipliers, deadline);
        trainMultipliers = train.report().multipliers();
        evalMultipliers = eval.report().multipliers();
        Duration solve = watch.lap();

        List<List<BestResponse>> responses = bestResponses(train, number, TRAIN_TIES);
        Assessment trained = assess(train, responses);
        List<List<BestResponse>> evalResponses = trainsOnEval ? responses : bestResponses(eval, number, EVAL_TIES);
        Assessment evaluated = trainsOnEval ? trained : assess(eval, evalResponses);
        Duration bestResponse = watch.lap();

        List<Integer> sizes = Arrays.stream(game.sizes()).boxed().toList();
        isMeasuredClosed = isClosed(trained.excess()) && isClosed(evaluated.excess());
        int novel = grow(responses, number);
        boolean isTrained = novel == 0 && isClosed(trained.excess());
        if (isTrained && !isClosed(evaluated.excess())) {
            novel = grow(evalResponses, number); // else nothing would ever close it
        }
        boolean isQuiet = isTrained && isClosed(evaluated.excess());
        exploration = exploration.after(isQuiet, evaluated.welfare(), closed);
        if (isQuiet && exploration.quietIterations() < options.limits().patience()) {
            novel = explore(eval.report().sigma(), evaluated, number, deadline);
        }
        keep(Candidate.of(number, eval, evaluated, game));
        return new JointPsroIteration(number, sizes, trained, evaluated, novel, payoffs, solve, bestResponse);
    }

    private SolveOutcome solve(MetaSolver solver, Multipliers start, Deadline deadline) {
        return solver.solve(
                game.metaGame(), backend, start, options.solve().withDeadline(deadline), SolveListener.SILENT);
    }

    private List<List<BestResponse>> bestResponses(SolveOutcome outcome, int number, int ties) {
        JointDistribution sigma = outcome.report().sigma();
        return IntStream.range(0, game.sizes().length)
                .mapToObj(p -> parts.oracle().respond(game, sigma, p, options.target(), draws.of(ties, number, p)))
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

    private boolean isClosed(double excess) {
        return excess <= closed;
    }

    /** Adds the selected responses of the scheduled players; returns how many were novel. */
    private int grow(List<List<BestResponse>> responses, int number) {
        int novel = 0;
        PlayerSchedule schedule = options.choices().schedule();
        for (int player : schedule.players(number - 1, responses.size(), draws.of(SCHEDULE, number, 0))) {
            List<BestResponse> selected = options.choices()
                    .selection()
                    .select(
                            responses.get(player),
                            response -> game.isNovel(player, response.policy()),
                            draws.of(SELECTION, number, player));
            for (BestResponse response : selected) {
                novel += game.add(player, response.policy()) ? 1 : 0;
            }
        }
        return novel;
    }

    /** Adds policies that may lead to more welfare, if there can be more; returns how many were novel. */
    private int explore(JointDistribution sigma, Assessment evaluated, int number, Deadline deadline) {
        boolean canRise = evaluated.welfare() < walk.greatest() - closed;
        if (options.choices().exploration() == Exploration.NONE || !canRise) {
            return 0;
        }
        int novel = walk.grow(game, sigma, draws.of(WALK, number, 0), deadline);
        exploration = novel > 0 ? exploration.withGrowth() : exploration;
        return novel;
    }

    private void keep(Candidate candidate) {
        if (best == null || !candidate.isWorseThan(best, closed)) {
            best = candidate;
            certificateOfBest = null;
        }
    }

    /** Converged is what the certifier says of the best distribution, after the patience. */
    @Override
    protected @Nullable Status reached() {
        if (isMeasuredClosed
                && exploration.quietIterations() >= options.limits().patience()) {
            Candidate candidate = candidate();
            if (isClosed(
                    certificate(candidate).excess(candidate.outcome().report().epsilons()))) {
                return Status.CONVERGED;
            }
            exploration = exploration.unsettled();
        }
        return null;
    }

    /** By the certifier, once for every best distribution. */
    private ResponseGains certificate(Candidate candidate) {
        if (certificateOfBest == null) {
            certificateOfBest = parts.certifier()
                    .certify(candidate.policies(), candidate.outcome().report().sigma());
        }
        return certificateOfBest;
    }

    private Candidate candidate() {
        if (best == null) {
            throw new IllegalStateException("a run has no result before its first iteration");
        }
        return best;
    }

    @Override
    protected Status atLimit(Status limit) {
        return switch (candidate().outcome()) {
            case SolveOutcome.Optimal _, SolveOutcome.TimeLimit _ -> limit;
            case SolveOutcome.Infeasible _, SolveOutcome.IterationLimit _, SolveOutcome.NumericalFailure _ ->
                Status.SOLVER_FAILURE;
        };
    }

    @Override
    public JointPsroResult result(Status status) {
        Candidate found = candidate();
        return new JointPsroResult(
                status, history(), found.iteration(), found.outcome().report(), found.policies(), certificate(found));
    }

    @Override
    public JointPsroSnapshot snapshot() {
        return new JointPsroSnapshot(
                history(), game.populations(), trainMultipliers, evalMultipliers, exploration, candidate());
    }

    @Override
    public void close() {
        game.close();
        kernels.close();
    }
}
