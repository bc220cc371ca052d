package org.aumann.bench.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Curves over two logarithmic axes in panels side by side, as SVG that follows the reader's light or dark mode. Lines
 * have their names at their ends; all panels have the same axes.
 */
public final class LogLogPlot {
    private static final int COLUMNS = 3;
    private static final double WIDTH = 330;
    private static final double HEIGHT = 230;
    private static final double LEFT = 46;
    private static final double RIGHT = 86;
    private static final double TOP = 24;
    private static final double BOTTOM = 36;
    private static final double TITLE = 26;

    /** Of more points only the line is drawn. */
    private static final int MANY_POINTS = 12;

    /** Between the names of two lines. */
    private static final double LABEL_GAP = 13;

    private static final String STYLE = """
            <style>
            svg { --ground: #fff; --ink: #222; --soft: #666; --grid: #e2e2e2; --c0: #0b62c4; --c1: #b8460b; --c2: #4d7c0f; --c3: #7a3fb0; --c4: #8a6d00 }
            @media (prefers-color-scheme: dark) {
            svg { --ground: #0d1117; --ink: #e6e6e6; --soft: #9aa0a6; --grid: #2a2f36; --c0: #6cb2ff; --c1: #ff9d5c; --c2: #a3d65c; --c3: #c59bff; --c4: #e3c04a }
            }
            text { fill: var(--ink); font: 12px sans-serif }
            .soft { fill: var(--soft); font-size: 11px }
            .grid { stroke: var(--grid) }
            .l0 { stroke: var(--c0) } .l1 { stroke: var(--c1) } .l2 { stroke: var(--c2) } .l3 { stroke: var(--c3) } .l4 { stroke: var(--c4) }
            .t0 { fill: var(--c0) } .t1 { fill: var(--c1) } .t2 { fill: var(--c2) } .t3 { fill: var(--c3) } .t4 { fill: var(--c4) }
            .line { fill: none; stroke-width: 2 }
            .end { stroke-dasharray: 3 3 }
            </style>
            """;

    private LogLogPlot() {}

    /**
     * A point, both positive.
     *
     * @param x along
     * @param y up
     */
    public record Point(double x, double y) {}

    /**
     * Where a line breaks off.
     *
     * @param at where the next point would have been, at most
     * @param reason a few words
     */
    public record End(Point at, String reason) {}

    /**
     * A line.
     *
     * @param colour from 0 to 4
     * @param name its name
     * @param points at least one, by x
     * @param end where it breaks off, if it does
     */
    public record Line(int colour, String name, List<Point> points, Optional<End> end) {
        /** Copies the list. */
        public Line {
            points = List.copyOf(points);
        }

        Point last() {
            return end.map(End::at).orElse(points.getLast());
        }
    }

    /**
     * A panel.
     *
     * @param title above it
     * @param lines its lines
     */
    public record Panel(String title, List<Line> lines) {
        /** Copies the list. */
        public Panel {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A logarithmic axis over whole powers of ten.
     *
     * @param least exponent
     * @param greatest exponent, more than the least
     * @param from coordinate of the least
     * @param to coordinate of the greatest
     */
    record Axis(int least, int greatest, double from, double to) {
        /** An axis that holds all values. */
        static Axis over(double[] values, double from, double to) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                least = Math.min(least, Math.log10(value));
                greatest = Math.max(greatest, Math.log10(value));
            }
            int low = (int) Math.floor(least);
            return new Axis(low, Math.max(low + 1, (int) Math.ceil(greatest)), from, to);
        }

        double at(double value) {
            return from + (Math.log10(value) - least) / (greatest - least) * (to - from);
        }
    }

    /**
     * Draws.
     *
     * @param title one line
     * @param along what x is
     * @param up what y is
     * @param panels at least one, each with a line
     * @return the document
     */
    public static String svg(String title, String along, String up, List<Panel> panels) {
        Axis x = Axis.over(values(panels).mapToDouble(Point::x).toArray(), LEFT, WIDTH - RIGHT);
        Axis y = Axis.over(values(panels).mapToDouble(Point::y).toArray(), HEIGHT - BOTTOM, TOP);
        int columns = Math.min(COLUMNS, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">%n",
                columns * WIDTH,
                TITLE + rows * HEIGHT));
        svg.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
        svg.append("<rect width=\"100%\" height=\"100%\" style=\"fill: var(--ground)\"/>\n");
        svg.append(text(8, 18, "", escaped(title)));
        for (int k = 0; k < panels.size(); k++) {
            int row = k / columns;
            svg.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%.0f %.0f)\">%n",
                    k % columns * WIDTH,
                    TITLE + row * HEIGHT));
            axes(svg, x, along, y, up);
            Panel panel = panels.get(k);
            svg.append(text(LEFT, TOP - 8, "font-weight=\"bold\"", escaped(panel.title())));
            panel.lines().forEach(line -> line(svg, line, x, y));
            labels(svg, panel.lines(), x, y);
            svg.append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private static Stream<Point> values(List<Panel> panels) {
        return panels.stream()
                .flatMap(panel -> panel.lines().stream())
                .flatMap(line -> Stream.concat(line.points().stream(), line.end().map(End::at).stream()));
    }

    private static void axes(StringBuilder svg, Axis x, String along, Axis y, String up) {
        for (int e = y.least(); e <= y.greatest(); e++) {
            double at = y.at(Math.pow(10, e));
            svg.append(segment("grid", x.from(), at, x.to(), at));
            svg.append(text(x.from() - 6, at + 4, "class=\"soft\" text-anchor=\"end\"", power(e)));
        }
        for (int e = x.least(); e <= x.greatest(); e++) {
            double at = x.at(Math.pow(10, e));
            svg.append(segment("grid", at, y.from(), at, y.to()));
            svg.append(text(at, y.from() + 15, "class=\"soft\" text-anchor=\"middle\"", power(e)));
        }
        svg.append(
                text((x.from() + x.to()) / 2, y.from() + 29, "class=\"soft\" text-anchor=\"middle\"", escaped(along)));
        double middle = (y.from() + y.to()) / 2;
        String turned = String.format(
                Locale.ROOT, "class=\"soft\" text-anchor=\"middle\" transform=\"rotate(-90 11 %.1f)\"", middle);
        svg.append(text(11, middle, turned, escaped(up)));
    }

    private static String power(int exponent) {
        return switch (exponent) {
            case 0 -> "1";
            case 1 -> "10";
            default ->
                "10<tspan dy=\"-4\" font-size=\"9\">"
                        + Integer.toString(exponent).replace('-', '−') + "</tspan>";
        };
    }

    private static void line(StringBuilder svg, Line line, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points()) {
            double px = x.at(point.x());
            double py = y.at(point.y());
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : " L", px, py));
            if (line.points().size() > MANY_POINTS) {
                continue;
            }
            svg.append(String.format(
                    Locale.ROOT, "<circle class=\"t%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n", line.colour(), px, py));
        }
        svg.append("<path class=\"line l" + line.colour() + "\" d=\"" + path + "\"/>\n");
        if (line.end().isPresent()) {
            Point last = line.points().getLast();
            double px = x.at(line.last().x());
            double py = y.at(line.last().y());
            String style = "line l" + line.colour();
            svg.append(segment(style + " end", x.at(last.x()), y.at(last.y()), px, py));
            svg.append(segment(style, px - 4, py - 4, px + 4, py + 4));
            svg.append(segment(style, px - 4, py + 4, px + 4, py - 4));
        }
    }

    /** Names to the right of the panel, at the height of the ends, moved apart where they would overlap. */
    private static void labels(StringBuilder svg, List<Line> lines, Axis x, Axis y) {
        List<Line> sorted = lines.stream()
                .sorted(Comparator.comparingDouble(line -> y.at(line.last().y())))
                .toList();
        List<Double> wanted = new ArrayList<>();
        List<Line> labelled = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Line line : sorted) {
            double at = y.at(line.last().y());
            wanted.add(at);
            labelled.add(line);
            names.add(line.name());
            if (line.end().isPresent()) {
                wanted.add(at);
                labelled.add(line);
                names.add(line.end().orElseThrow().reason());
            }
        }
        List<Double> heights = spread(wanted, LABEL_GAP);
        for (int k = 0; k < names.size(); k++) {
            Line line = labelled.get(k);
            boolean isName = k == 0 || !labelled.get(k - 1).equals(line);
            svg.append(text(
                    x.at(line.last().x()) + 8,
                    heights.get(k) + 4,
                    "class=\"t" + line.colour() + "\"" + (isName ? " font-weight=\"bold\"" : ""),
                    escaped(names.get(k))));
        }
    }

    /**
     * Heights at least a gap apart, in the same order, as little moved as a pass down and one up can.
     *
     * @param wanted in increasing order. Not modified.
     * @param gap least distance
     */
    static List<Double> spread(List<Double> wanted, double gap) {
        List<Double> heights = new ArrayList<>(wanted);
        int group = 0;
        for (int k = 1; k <= heights.size(); k++) {
            boolean isClose = k < heights.size() && heights.get(k) - heights.get(k - 1) < gap;
            if (isClose) {
                heights.set(k, heights.get(k - 1) + gap);
                continue;
            }
            double shift = 0;
            for (int i = group; i < k; i++) {
                shift += (heights.get(i) - wanted.get(i)) / (k - group);
            }
            double above = group == 0 ? Double.NEGATIVE_INFINITY : heights.get(group - 1) + gap;
            double start = Math.max(above, heights.get(group) - shift);
            for (int i = group; i < k; i++) {
                heights.set(i, start + (i - group) * gap);
            }
            group = k;
        }
        return heights;
    }

    private static String segment(String style, double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                style,
                x1,
                y1,
                x2,
                y2);
    }

    private static String text(double x, double y, String attributes, String content) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>%n", x, y, attributes, content);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
