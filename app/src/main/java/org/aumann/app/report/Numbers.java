package org.aumann.app.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers for people. JSON has them in full. */
final class Numbers {
    /** What float64 arithmetic over a large tensor can be trusted with. */
    private static final MathContext DIGITS = new MathContext(10);

    /** Powers of ten outside which a number is written with an exponent. */
    private static final int LEAST_EXPONENT = -5;

    private static final int GREATEST_EXPONENT = 12;

    /** Relative error of a sum over many joint actions in float64. */
    private static final double CANCELLATION = 1e-13;

    private static final int MANY_PLAYERS = 8;

    private Numbers() {}

    /** Ten significant digits, without trailing zeros. */
    static String value(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent < LEAST_EXPONENT || exponent > GREATEST_EXPONENT ? rounded.toString() : rounded.toPlainString();
    }

    /** A bound that may not be known. */
    static String bound(@Nullable Double bound) {
        return bound == null ? "unknown" : value(bound);
    }

    /** A sum in which the players' values may cancel: what is left of them then is rounding, and shown as 0. */
    static String welfare(List<Double> values) {
        double welfare = values.stream().mapToDouble(Double::doubleValue).sum();
        double size = values.stream().mapToDouble(Math::abs).sum();
        return value(Math.abs(welfare) > CANCELLATION * size ? welfare : 0);
    }

    static String values(List<Double> values) {
        return listed(values, Numbers::value);
    }

    /** A small number of which only the magnitude matters. */
    static String gap(double gap) {
        return gap == 0 ? "0" : String.format(Locale.ROOT, "%.3e", gap);
    }

    static String gaps(List<Double> gaps) {
        return listed(gaps, Numbers::gap);
    }

    /** A number a player; one for all if they are many and the same. */
    private static String listed(List<Double> numbers, Function<Double, String> show) {
        if (numbers.size() >= MANY_PLAYERS && numbers.stream().distinct().count() == 1) {
            return show.apply(numbers.getFirst()) + " each";
        }
        return numbers.stream().map(show).collect(Collectors.joining("  "));
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.3f s" : "%.1f s", seconds);
    }

    /** How many a second: whole numbers where that is enough. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.2f" : "%,.0f", perSecond);
    }

    /** A number that may have more digits than people read. */
    static String large(BigInteger count) {
        return count.bitLength() < Long.SIZE
                ? count(count.longValueExact())
                : String.format(Locale.ROOT, "%.3g", new BigDecimal(count));
    }

    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
