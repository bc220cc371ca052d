package org.aumann.app.cli;

import org.aumann.core.InvalidInputException;
import org.aumann.solvers.MetaSolvers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The id of a meta-solver that there is; the solver itself is made when epsilon is known. */
final class SolverIdConverter implements ITypeConverter<String> {
    @Override
    public String convert(String id) {
        try {
            return MetaSolvers.named(id, 0).id();
        } catch (InvalidInputException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
