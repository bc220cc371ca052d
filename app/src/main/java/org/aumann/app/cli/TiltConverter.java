package org.aumann.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A finite number that is not negative. */
final class TiltConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        double tilt = FiniteConverter.number(text);
        if (tilt < 0) {
            throw new TypeConversionException("'" + text + "' must not be negative");
        }
        return tilt;
    }
}
