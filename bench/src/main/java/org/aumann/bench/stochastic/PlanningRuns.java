package org.aumann.bench.stochastic;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aumann.bench.plot.LogLogPlot;
import org.aumann.core.catalogue.StochasticCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopLimits;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.stochastic.JointActionIteration;
import org.aumann.solvers.stochastic.JointActionResult;
import org.aumann.solvers.stochastic.Selection;
import org.aumann.solvers.stochastic.ValueIteration;

/** Value iteration with every selection on the games of the literature: the table and the figure of docs/stochastic-games.md. */
final class PlanningRuns {
    private static final List<String> GAMES =
            List.of("grid_game_1", "grid_game_2", "grid_game_3", "soccer_4x2", "nosde");

    private static final List<Selection> SELECTIONS = List.of(
            Selection.UTILITARIAN,
            Selection.EGALITARIAN,
            Selection.REPUBLICAN,
            Selection.LIBERTARIAN,
            Selection.MGCE,
            Selection.MECE,
            Selection.MGCCE,
            Selection.MECCE,
            Selection.MWCCE,
            Selection.NASH,
            Selection.MINIMAX,
            Selection.FRIEND,
            Selection.CENTRAL);

    /** The selections that are drawn. */
    private static final List<Selection> DRAWN = List.of(
            Selection.UTILITARIAN, Selection.EGALITARIAN, Selection.LIBERTARIAN, Selection.MGCE, Selection.NASH);

    private static final double TOLERANCE = 1e-9;

    /** Smaller changes are drawn here. */
    private static final double FLOOR = 1e-12;

    private final ComputeBackend backend;
    private final PrintStream out;

    PlanningRuns(ComputeBackend backend, PrintStream out) {
        this.backend = backend;
        this.out = out;
    }

    /** Prints a row a run; the figure. */
    String run() {
        out.println(
                "| game | selection | ends | sweeps | values | on policy | CE gap | CCE gap | all states | cycle |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        List<LogLogPlot.Panel> panels = new ArrayList<>();
        for (String game : GAMES) {
            StochasticModel model = StochasticCatalogue.model(game);
            List<LogLogPlot.Line> lines = new ArrayList<>();
            for (Selection selection : SELECTIONS) {
                JointActionResult result = plan(model, selection);
                out.println(row(game, selection, result));
                int drawn = DRAWN.indexOf(selection);
                if (drawn >= 0) {
                    lines.add(line(drawn + 1, selection, result));
                }
            }
            panels.add(new LogLogPlot.Panel(game, lines));
        }
        return LogLogPlot.svg(
                "Value iteration by selection (changes below 1e-12: at the bottom)",
                "sweep",
                "largest change of a value / unit",
                panels);
    }

    private JointActionResult plan(StochasticModel model, Selection selection) {
        LoopLimits limits = new LoopLimits(TOLERANCE, 0, 2_000, Duration.ofMinutes(2));
        try (ValueIteration planner = new ValueIteration(model, selection, backend, limits, LoopListener.silent())) {
            return planner.run();
        }
    }

    private static LogLogPlot.Line line(int colour, Selection selection, JointActionResult result) {
        List<LogLogPlot.Point> points = new ArrayList<>();
        for (JointActionIteration iteration : result.history()) {
            points.add(new LogLogPlot.Point(iteration.number(), Math.max(FLOOR, iteration.residual())));
        }
        return new LogLogPlot.Line(colour, selection.id(), points, Optional.empty());
    }

    private static String row(String game, Selection selection, JointActionResult result) {
        StationaryCertificate certificate = result.certificate();
        String cycle = result.cycle() == null
                ? ""
                : "period " + result.cycle().period() + ", "
                        + result.cycle().states().size() + " states, gap "
                        + number(result.cycle().play().gap(SolutionConcept.CE));
        return String.join(
                " | ",
                "| " + game,
                selection.id(),
                result.status().id(),
                Integer.toString(result.history().size()),
                values(result.values()),
                values(certificate.startValues()),
                number(certificate.gap(SolutionConcept.CE)),
                number(certificate.gap(SolutionConcept.CCE)),
                number(certificate.gapOverStates(SolutionConcept.CE)),
                cycle + " |");
    }

    static String values(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.6g", Math.abs(value) < 1e-6 ? 0.0 : value))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
