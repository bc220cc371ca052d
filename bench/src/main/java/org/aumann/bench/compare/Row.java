package org.aumann.bench.compare;

import java.util.List;
import java.util.Locale;

/**
 * One line of the results. Numbers that there are none of are NaN.
 *
 * @param problem what was solved
 * @param family family of the game
 * @param shape of the game
 * @param game its name in the catalogue
 * @param jointActionCount J
 * @param contender who solved
 * @param status how it ended
 * @param timing how long it took
 * @param excess (largest gain − ε) / largest payoff range, certified
 * @param objective of the certified distribution
 * @param evaluations passes over the tensor or iterations of the simplex, 0 if unknown
 * @param note anything else
 */
record Row(
        Problem problem,
        String family,
        String shape,
        String game,
        long jointActionCount,
        Contender contender,
        Status status,
        Timing timing,
        double excess,
        double objective,
        long evaluations,
        String note) {
    /** The names of the columns. */
    static final String HEADER = "problem,family,shape,game,joint_actions,contender,status,first_seconds,runs,"
            + "median_seconds,least_seconds,greatest_seconds,gain_above_epsilon_of_range,objective,evaluations,note";

    private static final int COLUMNS = HEADER.split(",").length;

    static Row of(GameCase game, Problem problem, Contender contender, Outcome outcome) {
        return new Row(
                problem,
                game.family(),
                game.shape(),
                game.name(),
                game.jointActionCount(),
                contender,
                outcome.status(),
                outcome.timing(),
                outcome.excess(),
                outcome.objective(),
                outcome.evaluations(),
                outcome.note());
    }

    /** What a contender left behind. */
    record Outcome(Status status, Timing timing, double excess, double objective, long evaluations, String note) {
        static Outcome none(Status status, Timing timing, String note) {
            return new Outcome(status, timing, Double.NaN, Double.NaN, 0, note);
        }
    }

    /** A line of CSV. No field has commas: those of game names and notes become semicolons. */
    String csv() {
        return String.join(
                ",",
                List.of(
                        problem.id(),
                        family,
                        shape,
                        clean(game),
                        Long.toString(jointActionCount),
                        contender.name(),
                        status.id(),
                        seconds(timing.first()),
                        Integer.toString(timing.runs()),
                        seconds(timing.median()),
                        seconds(timing.least()),
                        seconds(timing.greatest()),
                        number("%.3g", excess),
                        number("%.10g", objective),
                        Long.toString(evaluations),
                        clean(note)));
    }

    private static String clean(String text) {
        return text.replace(',', ';').replace('\n', ' ').replace('\r', ' ');
    }

    private static String seconds(double seconds) {
        return number("%.5f", seconds);
    }

    private static String number(String format, double x) {
        return Double.isNaN(x) ? "" : String.format(Locale.ROOT, format, x);
    }

    /** The inverse of {@link #csv}, as far as it goes. */
    static Row parse(String line) {
        String[] field = line.split(",", -1);
        if (field.length != COLUMNS) {
            throw new IllegalArgumentException("columns (" + field.length + ") must be " + COLUMNS + ": " + line);
        }
        return new Row(
                Problem.of(field[0]),
                field[1],
                field[2],
                field[3].replace(';', ','),
                Long.parseLong(field[4]),
                Contender.valueOf(field[5]),
                Status.of(field[6]),
                new Timing(
                        number(field[7]),
                        Integer.parseInt(field[8]),
                        number(field[9]),
                        number(field[10]),
                        number(field[11])),
                number(field[12]),
                number(field[13]),
                Long.parseLong(field[14]),
                field[15]);
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
