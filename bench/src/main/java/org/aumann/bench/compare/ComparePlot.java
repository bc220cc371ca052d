package org.aumann.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aumann.bench.plot.LogLogPlot;

/** The results on {@code rank} as curves: one panel for every problem, one line for every contender. */
final class ComparePlot {
    private static final String FAMILY = "rank";

    private ComparePlot() {}

    static String svg(List<Row> rows, int timeLimitSeconds) {
        List<LogLogPlot.Panel> panels = new ArrayList<>();
        for (Problem problem : Problem.values()) {
            List<LogLogPlot.Line> lines = new ArrayList<>();
            for (Contender contender : Contender.values()) {
                List<Row> own = rows.stream()
                        .filter(row -> row.problem() == problem
                                && row.contender() == contender
                                && row.family().equals(FAMILY))
                        .toList();
                line(contender, own, timeLimitSeconds).ifPresent(lines::add);
            }
            if (!lines.isEmpty()) {
                panels.add(new LogLogPlot.Panel(problem.title(), lines));
            }
        }
        return LogLogPlot.svg(
                "Seconds to a certified equilibrium against joint actions, games rank(n, 10)",
                "joint actions",
                "seconds",
                panels);
    }

    private static Optional<LogLogPlot.Line> line(Contender contender, List<Row> rows, int timeLimitSeconds) {
        List<LogLogPlot.Point> points = new ArrayList<>();
        LogLogPlot.End end = null;
        for (Row row : rows) {
            if (row.status().goesOn() && row.timing().median() > 0) {
                points.add(new LogLogPlot.Point(
                        row.jointActionCount(), row.timing().median()));
            } else if (row.status() == Status.TIME_LIMIT) {
                end = new LogLogPlot.End(
                        new LogLogPlot.Point(row.jointActionCount(), timeLimitSeconds),
                        "over " + timeLimitSeconds + " s");
            } else if (row.status() == Status.OUT_OF_MEMORY) {
                double height =
                        points.isEmpty() ? timeLimitSeconds : points.getLast().y();
                end = new LogLogPlot.End(new LogLogPlot.Point(row.jointActionCount(), height), "out of memory");
            }
        }
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LogLogPlot.Line(contender.colour(), contender.title(), points, Optional.ofNullable(end)));
    }
}
