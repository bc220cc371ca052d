package org.aumann.core.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;
import org.aumann.core.InvalidInputException;
import org.aumann.core.exact.Fraction;

/**
 * Numbers as text: integers, decimals, exponents and fractions such as {@code 1/3}.
 *
 * <p>Locale-free, ASCII digits only. A decimal becomes the nearest float64.
 */
final class Numbers {
    /** Integers up to this one are exact in float64. */
    private static final long LARGEST_EXACT = 1L << 53;

    /** So many decimal digits always fit a {@code long}. */
    private static final int LONG_DIGITS = 18;

    /** The powers of ten that are exact in float64. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** Exponents are cut here: far outside float64, far inside {@code int}. */
    private static final int EXPONENT_LIMIT = 100_000;

    /** Digits and powers of ten of {@link #exact}: what float64 has, twice over. */
    static final int EXACT_DIGITS = 800;

    private Numbers() {}

    /**
     * Reads a number.
     *
     * <p>Where digits and power of ten are both exact in float64, one multiplication or division rounds
     * correctly (Clinger 1990, "How to read floating point numbers accurately"); other numbers take
     * {@link Double#parseDouble}.
     *
     * @param text the whole number and nothing else. Not modified.
     * @return its value; infinite if it exceeds float64, not a number if {@code text} is not a number or
     *     a fraction over 0
     */
    static double parse(CharSequence text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int start = negative || (length > 0 && text.charAt(0) == '+') ? 1 : 0;
        int point = digitsEnd(text, start);
        if (point < length && text.charAt(point) == '/') {
            double fraction = fraction(text, start, point);
            return negative ? -fraction : fraction;
        }
        int mantissaEnd = point < length && text.charAt(point) == '.' ? digitsEnd(text, point + 1) : point;
        int fractionDigits = Math.max(0, mantissaEnd - point - 1);
        int digits = point - start + fractionDigits;
        if (digits == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (mantissaEnd < length) {
            int exponentStart = exponentStart(text, mantissaEnd);
            if (exponentStart < 0) {
                return Double.NaN;
            }
            exponent = exponent(text, exponentStart);
        }
        long scale = (long) exponent - fractionDigits;
        if (digits <= LONG_DIGITS && Math.abs(scale) < POWERS_OF_TEN.length) {
            long mantissa = mantissa(text, start, mantissaEnd);
            if (mantissa <= LARGEST_EXACT) {
                double magnitude =
                        scale < 0 ? mantissa / POWERS_OF_TEN[(int) -scale] : mantissa * POWERS_OF_TEN[(int) scale];
                return negative ? -magnitude : magnitude;
            }
        }
        return Double.parseDouble(text.toString());
    }

    /**
     * Whether a number is short enough to be read exactly.
     *
     * @param text a number that {@link #parse} takes. Not modified.
     * @return false for thousands of digits, or an exponent that stands for them
     */
    static boolean isShort(CharSequence text) {
        if (text.length() > 2 * EXACT_DIGITS) {
            return false;
        }
        int mark = text.toString().toLowerCase(Locale.ROOT).indexOf('e');
        return mark < 0 || Math.abs(exponent(text, exponentStart(text, mark))) <= EXACT_DIGITS;
    }

    /**
     * Reads a number of a file that has been read, without rounding.
     *
     * @param text a number that {@link #parse} takes. Not modified.
     * @return its value
     * @throws InvalidInputException if it is not {@linkplain #isShort short}
     */
    static Fraction exactly(CharSequence text) {
        if (!isShort(text)) {
            throw new InvalidInputException("number " + Labels.shown(text) + " must have at most " + EXACT_DIGITS
                    + " digits before and after the point for exact arithmetic");
        }
        return exact(text);
    }

    /**
     * Reads a short number without rounding.
     *
     * @param text a number that {@link #parse} takes and {@link #isShort} accepts. Not modified.
     * @return its value
     */
    static Fraction exact(CharSequence text) {
        String number = text.toString();
        int slash = number.indexOf('/');
        if (slash < 0) {
            return Fraction.of(new BigDecimal(number));
        }
        int start = number.startsWith("+") ? 1 : 0;
        return new Fraction(
                new BigInteger(number.substring(start, slash)), new BigInteger(number.substring(slash + 1)));
    }

    /**
     * The shortest text that {@link #parse} turns into the same number.
     *
     * @param value finite
     * @return {@code 1}, {@code -0.25}, {@code 1E-9}
     */
    static String format(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text.replace(".0E", "E");
    }

    private static int digitsEnd(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Where the digits of the exponent begin that follows the mantissa, -1 if what follows is not an exponent. */
    private static int exponentStart(CharSequence text, int mantissaEnd) {
        char mark = text.charAt(mantissaEnd);
        int start = mantissaEnd + 1;
        if (start < text.length() && (text.charAt(start) == '+' || text.charAt(start) == '-')) {
            start++;
        }
        boolean whole = start < text.length() && digitsEnd(text, start) == text.length();
        return (mark == 'e' || mark == 'E') && whole ? start : -1;
    }

    private static int exponent(CharSequence text, int start) {
        int exponent = 0;
        for (int i = start; i < text.length(); i++) {
            exponent = Math.min(EXPONENT_LIMIT, exponent * 10 + (text.charAt(i) - '0'));
        }
        return text.charAt(start - 1) == '-' ? -exponent : exponent;
    }

    private static long mantissa(CharSequence text, int start, int end) {
        long mantissa = 0;
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '.') {
                mantissa = mantissa * 10 + (text.charAt(i) - '0');
            }
        }
        return mantissa;
    }

    private static double fraction(CharSequence text, int start, int slash) {
        boolean whole = slash > start && slash + 1 < text.length() && digitsEnd(text, slash + 1) == text.length();
        if (!whole) {
            return Double.NaN;
        }
        if (slash - start <= LONG_DIGITS && text.length() - slash - 1 <= LONG_DIGITS) {
            long numerator = mantissa(text, start, slash);
            long denominator = mantissa(text, slash + 1, text.length());
            if (denominator == 0) {
                return Double.NaN;
            }
            if (numerator <= LARGEST_EXACT && denominator <= LARGEST_EXACT) {
                return (double) numerator / denominator;
            }
        }
        BigDecimal denominator =
                new BigDecimal(text.subSequence(slash + 1, text.length()).toString());
        if (denominator.signum() == 0) {
            return Double.NaN;
        }
        return new BigDecimal(text.subSequence(start, slash).toString())
                .divide(denominator, MathContext.DECIMAL128)
                .doubleValue();
    }
}
