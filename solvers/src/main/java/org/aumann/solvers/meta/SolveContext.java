package org.aumann.solvers.meta;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.GainUnits;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;
import org.aumann.kernels.ComputeBackend;

/**
 * One solve from start to report: the game, the clock, and the notes made on the way. What a {@link MetaSolver}
 * outside this package is made with. Not safe for use by several threads.
 */
public final class SolveContext {
    private final String solver;
    private final MetaGame game;
    private final SolutionConcept concept;
    private final ComputeBackend backend;
    private final SolveOptions options;
    private final SolveListener listener;
    private final GainUnits units;
    private final List<String> notes = new ArrayList<>();
    private final long started = System.nanoTime();

    /**
     * Starts the clock.
     *
     * @param solver the solver at work
     * @param game the game; its payoffs are finite
     * @param backend runs the kernels
     * @param options when to stop
     * @param listener hears of every iteration
     */
    public SolveContext(
            MetaSolver solver, MetaGame game, ComputeBackend backend, SolveOptions options, SolveListener listener) {
        this.solver = solver.id();
        this.concept = solver.concept();
        this.game = game;
        this.backend = backend;
        this.options = options.withDeadline(options.deadline().within(options.timeLimit()));
        this.listener = listener;
        this.units = GainUnits.of(game, concept);
    }

    /**
     * The game to solve.
     *
     * @return the game
     */
    public MetaGame game() {
        return game;
    }

    /**
     * The game to solve, for a solver that needs its tensor.
     *
     * @return the game
     * @throws InvalidInputException if it is given by count profiles
     */
    public TensorGame tensorGame() {
        return switch (game) {
            case TensorGame tensor -> tensor;
            case SymmetricGame symmetric ->
                throw new InvalidInputException(
                        "solver " + solver + " needs a payoff tensor, found a symmetric game by count profiles");
        };
    }

    /**
     * The concept whose deviations count.
     *
     * @return CE or CCE
     */
    public SolutionConcept concept() {
        return concept;
    }

    /**
     * What runs the kernels.
     *
     * @return the back end, not owned
     */
    public ComputeBackend backend() {
        return backend;
    }

    /**
     * Who hears of every iteration.
     *
     * @return the listener
     */
    public SolveListener listener() {
        return listener;
    }

    /**
     * The options; their deadline is that of this solve.
     *
     * @return the options
     */
    public SolveOptions options() {
        return options;
    }

    /**
     * When the solve has to end.
     *
     * @return the earlier of the time limit and the deadline that were asked for
     */
    public Deadline deadline() {
        return options.deadline();
    }

    /**
     * Whether a solver that searches until a residual is small goes on.
     *
     * @param residual what shall be at most the tolerance
     * @param iterations iterations so far
     * @return false once the tolerance, the limit of iterations or that of time is reached
     */
    public boolean goesOn(double residual, long iterations) {
        return residual > options().tolerance()
                && iterations < options.iterationLimit()
                && !deadline().isOver();
    }

    /**
     * What gains are compared with.
     *
     * @return the units of the game's rows
     */
    public GainUnits units() {
        return units;
    }

    /**
     * Writes down something worth knowing.
     *
     * @param line one line
     */
    public void note(String line) {
        notes.add(line);
    }

    /**
     * Writes down several things worth knowing.
     *
     * @param lines one line each
     */
    public void note(List<String> lines) {
        notes.addAll(lines);
    }

    /**
     * Largest gain of any player, relative to the unit of that player: what a residual is.
     *
     * @param gap a gap in this game
     * @return at most 0 for an equilibrium; 0 for a player whose choices do not matter
     */
    public double residual(EquilibriumGap gap) {
        double[] gains = gap.largestGainPerPlayer();
        double residual = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < gains.length; p++) {
            double unit = units.ofPlayer(p);
            residual = Math.max(residual, unit > 0 ? gains[p] / unit : 0);
        }
        return residual;
    }

    /**
     * The outcome of a solver that searches until a gap is closed: optimal if the gate lets it pass.
     *
     * @param report a report of this solve
     * @return an optimum, or the limit with what is missing
     */
    public SolveOutcome judge(SolveReport report) {
        double residual = residual(report.certificate().gap(concept));
        return CertifiedExcess.isWithin(residual, options.tolerance())
                ? new SolveOutcome.Optimal(report)
                : limit(report, residual);
    }

    /**
     * The gate, the one place where an answer becomes optimal: if its certificate finds no gain that exceeds its ε by
     * more than the tolerance that was asked for.
     *
     * @param report a report of this solve, whose solver claims an optimum
     * @return an optimum, or a failure with what is missing
     */
    public SolveOutcome optimal(SolveReport report) {
        return optimal(report, 0);
    }

    /**
     * The gate for a game whose payoffs are only known so well.
     *
     * @param report a report of this solve, whose solver claims an optimum
     * @param rounding what the payoffs may be off by, relative to the units of the gains
     * @return an optimum, or a failure with what is missing
     */
    public SolveOutcome optimal(SolveReport report, double rounding) {
        double excess = excess(report);
        boolean isPassing = CertifiedExcess.isWithin(excess, options.tolerance() + rounding);
        return isPassing ? new SolveOutcome.Optimal(report) : unfinished(report, excess);
    }

    /**
     * An answer of a search that ended before the tolerance was reached: for want of time, or of iterations.
     *
     * @param report a report of this solve
     * @param residual what is missing
     * @return the limit that ended it
     */
    public SolveOutcome limit(SolveReport report, double residual) {
        return deadline().isOver()
                ? new SolveOutcome.TimeLimit(report, residual)
                : new SolveOutcome.IterationLimit(report, residual);
    }

    /**
     * An answer that is not optimal: for want of time, or of digits.
     *
     * @param report a report of this solve
     * @param residual what is missing
     * @return the limit or the failure
     */
    public SolveOutcome unfinished(SolveReport report, double residual) {
        return deadline().isOver()
                ? new SolveOutcome.TimeLimit(report, residual)
                : new SolveOutcome.NumericalFailure(report, residual);
    }

    /**
     * By how much the gains of a report exceed its ε, in {@link #units}.
     *
     * @param report what was found
     * @return relative to the units of the gains
     */
    public double excess(SolveReport report) {
        double[] epsilon =
                report.epsilons().stream().mapToDouble(Double::doubleValue).toArray();
        return new CertifiedExcess(game, units).of(report.sigma(), report.certificate(), epsilon, options.tolerance());
    }

    /**
     * The report on a distribution; stops the clock, then certifies.
     *
     * @param sigma the distribution
     * @param objective the objective with its bounds
     * @param epsilon per player the ε that was asked for or used, payoff units. Not modified.
     * @param multipliers dual variables, zero where there are none
     * @param iterations steps of the solver
     * @param evaluations passes over the payoff tensor
     * @return the report
     */
    public SolveReport report(
            JointDistribution sigma,
            ObjectiveBounds objective,
            double[] epsilon,
            Multipliers multipliers,
            long iterations,
            long evaluations) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        Certificate certificate = Certificate.of(game, sigma, units);
        return new SolveReport(
                solver,
                sigma,
                certificate,
                objective,
                Arrays.stream(epsilon).boxed().toList(),
                multipliers,
                iterations,
                evaluations,
                elapsed,
                notes);
    }

    /**
     * The report on a distribution that is not about an objective, an ε or multipliers.
     *
     * @param sigma the distribution
     * @param iterations steps of the solver
     * @param evaluations passes over the payoff tensor
     * @return the report
     */
    public SolveReport report(JointDistribution sigma, long iterations, long evaluations) {
        ObjectiveBounds none = ObjectiveBounds.unknown(0);
        double[] zero = new double[game.index().playerCount()];
        return report(sigma, none, zero, Multipliers.zero(game.index(), concept), iterations, evaluations);
    }
}
