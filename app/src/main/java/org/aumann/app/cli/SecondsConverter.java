package org.aumann.app.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration given as a number of seconds. */
final class SecondsConverter implements ITypeConverter<Duration> {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Thirty years: more would overflow in nanoseconds. */
    private static final double MOST_SECONDS = 1e9;

    @Override
    public Duration convert(String text) {
        double seconds = FiniteConverter.number(text);
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new TypeConversionException("'" + text + "' must be a number of seconds above 0, at most 1e9");
        }
        return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
    }
}
