package org.aumann.core.catalogue;

/**
 * A parameter of a game of the catalogue.
 *
 * @param name the name before the {@code =}
 * @param type what kind of value it takes
 * @param defaultValue the value where the specification does not give one
 * @param range the values it may take, for people: {@code 2..6} or {@code random|ascending|descending}
 * @param description one line
 */
public record CatalogueParameter(
        String name, ParameterType type, String defaultValue, String range, String description) {}
