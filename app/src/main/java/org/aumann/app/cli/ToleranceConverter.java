package org.aumann.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A relative tolerance. */
final class ToleranceConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        double tolerance = FiniteConverter.number(text);
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new TypeConversionException("'" + text + "' must be a number above 0 and below 1");
        }
        return tolerance;
    }
}
