package org.aumann.app.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.MatchColumns;
import org.aumann.core.stochastic.StepSize;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.stochastic.Selection;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** What the words of options stand for; picocli names the option where a word stands for nothing. */
final class Converters {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Thirty years: more would overflow in nanoseconds. */
    private static final double MOST_SECONDS = 1e9;

    private static final String BY_VISITS = "1/n";

    private static final String DECAY = "decay:";

    private Converters() {}

    /** Lets all commands convert by the types of their options: numbers are finite, and enums lower-case words. */
    static void register(CommandLine commandLine) {
        commandLine.registerConverter(Double.class, Converters::finite);
        commandLine.registerConverter(double.class, Converters::finite);
        commandLine.registerConverter(Duration.class, Converters::seconds);
        commandLine.registerConverter(FiniteNumbers.class, FiniteNumbers::parse);
        commandLine.registerConverter(MatchColumns.class, text -> valid(MatchColumns::parse, text));
        commandLine.registerConverter(StepSize.class, Converters::stepSize);
        for (CommandLine command : commandLine.getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.type().isEnum()) {
                    registerWords(commandLine, option.type());
                }
            }
        }
    }

    private static <E> void registerWords(CommandLine commandLine, Class<E> type) {
        E[] constants = type.getEnumConstants();
        commandLine.registerConverter(
                type,
                word -> Arrays.stream(constants)
                        .filter(constant -> word(constant).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException("'" + word + "' must be one of "
                                + Arrays.stream(constants).map(Converters::word).collect(Collectors.joining(", ")))));
    }

    /** The word of a constant of an enum. */
    static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private static <T> T valid(Function<String, T> parser, String text) {
        try {
            return parser.apply(text);
        } catch (InvalidInputException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** A number that is neither infinite nor NaN. */
    static double finite(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same message serves for words and for infinities.
        }
        throw new TypeConversionException("'" + text + "' must be a finite number");
    }

    private static StepSize stepSize(String text) {
        try {
            if (text.equals(BY_VISITS)) {
                return new StepSize.ByVisits(1);
            }
            if (!text.startsWith(DECAY)) {
                return new StepSize.Constant(finite(text));
            }
            List<Double> numbers =
                    FiniteNumbers.parse(text.substring(DECAY.length())).values();
            if (numbers.size() == 3) {
                return new StepSize.Decayed(numbers.get(0), numbers.get(1), numbers.get(2));
            }
        } catch (TypeConversionException e) {
            // The same message serves for words and for infinities.
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "': " + e.getMessage());
        }
        throw new TypeConversionException("'" + text + "' must be 1/n, a number, or decay:FIRST,DECAY,LEAST");
    }

    private static Duration seconds(String text) {
        double seconds = finite(text);
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new TypeConversionException("'" + text + "' must be a number of seconds above 0, at most 1e9");
        }
        return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
    }

    /** A number above 0 and below 1. */
    static final class Fraction implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double fraction = finite(text);
            if (!(fraction > 0 && fraction < 1)) {
                throw new TypeConversionException("'" + text + "' must be a number above 0 and below 1");
            }
            return fraction;
        }
    }

    /** A number that is not negative. */
    static final class NotNegative implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double number = finite(text);
            if (number < 0) {
                throw new TypeConversionException("'" + text + "' must not be negative");
            }
            return number;
        }
    }

    /** The id of a selection from stage games. */
    static final class SelectionId implements ITypeConverter<Selection> {
        @Override
        public Selection convert(String id) {
            try {
                return Selection.of(id);
            } catch (InvalidInputException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** The id of a meta-solver that there is; the solver itself is made when its settings are known. */
    static final class SolverId implements ITypeConverter<String> {
        @Override
        public String convert(String id) {
            return valid(text -> MetaSolvers.named(text, 0), id).id();
        }
    }
}
