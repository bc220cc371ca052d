package org.aumann.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results for a terminal. */
final class CompareTable {
    private static final String FORMAT = "%-7s %-11s %-8s %-9s %-13s %9s %9s %-19s %10s %14s";

    private CompareTable() {}

    static List<String> lines(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                FORMAT,
                "problem",
                "family",
                "size",
                "by",
                "status",
                "first s",
                "median s",
                " (least-greatest)",
                "gain - eps",
                "objective"));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    /** Seconds; the certified gain above ε is relative to the payoff range. */
    static String line(Row row) {
        Timing timing = row.timing();
        boolean isTimed = !Double.isNaN(timing.first());
        return String.format(
                Locale.ROOT,
                FORMAT,
                row.problem().title(),
                row.family(),
                row.shape(),
                row.contender().title(),
                row.status().id(),
                isTimed ? seconds(timing.first()) : "",
                isTimed && timing.runs() > 0 ? seconds(timing.median()) : "",
                isTimed && timing.runs() > 0
                        ? " (" + seconds(timing.least()) + "-" + seconds(timing.greatest()) + ")"
                        : "",
                Double.isNaN(row.excess()) ? "" : String.format(Locale.ROOT, "%.1e", row.excess()),
                Double.isNaN(row.objective()) ? "" : String.format(Locale.ROOT, "%.8g", row.objective()));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 1 ? "%.4f" : "%.2f", seconds);
    }
}
