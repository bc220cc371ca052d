package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Collectors;
import org.aumann.core.exact.ExactCertificate;
import org.aumann.core.exact.ExactCheck;
import org.aumann.core.exact.ExactGap;
import org.aumann.core.exact.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * A certificate in exact rational arithmetic, without a tolerance.
 *
 * @param payoffs {@code written}: the numbers of the file, {@code stored}: the floating-point numbers of the tensor
 * @param sigma {@code stored}: the floating-point numbers over their exact sum, {@code rounded}: nearby fractions
 * @param rounding how far each probability may have been moved; absent where none was
 * @param values expected payoff of each player
 * @param welfare their sum
 * @param ce for correlated equilibrium
 * @param cce for coarse correlated equilibrium
 */
public record ExactSummary(
        String payoffs,
        String sigma,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double rounding,
        List<ExactNumber> values,
        ExactNumber welfare,
        ExactVerdict ce,
        ExactVerdict cce) {
    /** Longer fractions are for programs. */
    private static final int SHOWN_LENGTH = 24;

    /** Copies the list. */
    public ExactSummary {
        values = List.copyOf(values);
    }

    /**
     * A number.
     *
     * @param fraction numerator and denominator in lowest terms, {@code -3/4}, or an integer
     * @param decimal the nearest float64
     */
    public record ExactNumber(String fraction, double decimal) {
        static ExactNumber of(Fraction number) {
            return new ExactNumber(number.toString(), number.toDouble());
        }

        private String show() {
            return fraction.length() <= SHOWN_LENGTH ? fraction : "about " + Numbers.value(decimal);
        }
    }

    /**
     * The verdict for a concept.
     *
     * @param isEquilibrium whether no deviation gains anything
     * @param epsilon the smallest ε for which the distribution is an ε-equilibrium
     * @param largestGain largest gain of a single deviation of each player, with its sign
     * @param gap the gap of each player
     */
    public record ExactVerdict(
            boolean isEquilibrium, ExactNumber epsilon, List<ExactNumber> largestGain, List<ExactNumber> gap) {
        /** Copies the lists. */
        public ExactVerdict {
            largestGain = List.copyOf(largestGain);
            gap = List.copyOf(gap);
        }

        static ExactVerdict of(ExactGap gap) {
            return new ExactVerdict(
                    gap.isEquilibrium(),
                    ExactNumber.of(gap.epsilon()),
                    numbers(gap.largestGainPerPlayer()),
                    numbers(gap.perPlayer()));
        }

        private String describe() {
            String verdict = isEquilibrium ? "an equilibrium" : "no equilibrium but for epsilon " + epsilon.show();
            return verdict + "; largest gain of each player " + shown(largestGain);
        }
    }

    /**
     * The summary of a check.
     *
     * @param check what was certified, and how it came out
     * @param payoffs {@code written} or {@code stored}
     * @return the summary
     */
    public static ExactSummary of(ExactCheck check, String payoffs) {
        ExactCertificate certificate = check.certificate();
        return new ExactSummary(
                payoffs,
                check.isRounded() ? "rounded" : "stored",
                check.isRounded() ? check.rounding().toDouble() : null,
                numbers(certificate.values()),
                ExactNumber.of(certificate.welfare()),
                ExactVerdict.of(certificate.ce()),
                ExactVerdict.of(certificate.cce()));
    }

    private static List<ExactNumber> numbers(List<Fraction> fractions) {
        return fractions.stream().map(ExactNumber::of).toList();
    }

    private static String shown(List<ExactNumber> numbers) {
        return numbers.stream().map(ExactNumber::show).collect(Collectors.joining("  "));
    }

    void writeTo(TextReport text) {
        text.line(
                "exact",
                "payoffs as " + payoffs + (payoffs.equals("written") ? " in the file" : "") + ", sigma as "
                        + (rounding == null ? "stored" : "nearby fractions, within " + Numbers.value(rounding)));
        text.line("  values", shown(values) + ", welfare " + welfare.show());
        text.line("  CE", ce.describe());
        text.line("  CCE", cce.describe());
    }
}
