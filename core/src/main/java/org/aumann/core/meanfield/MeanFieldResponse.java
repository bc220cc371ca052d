package org.aumann.core.meanfield;

/**
 * A best response of a population.
 *
 * @param value what it earns from the start, in reward units
 * @param policy deterministic; of actions that are worth the same it takes the lowest
 */
public record MeanFieldResponse(double value, MeanFieldPolicy policy) {}
