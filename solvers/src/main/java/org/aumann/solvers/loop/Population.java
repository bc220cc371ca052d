package org.aumann.solvers.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policies of one player in the order they were found, each once, with how often it was added.
 *
 * <p>Adding a policy that is already there raises its repeat count instead of making a second, identical
 * row of the meta-game. Not safe for use by several threads.
 *
 * @param <P> a policy, compared by {@code equals}
 */
public final class Population<P> {
    private final List<P> policies = new ArrayList<>();
    private final List<Integer> repeats = new ArrayList<>();
    private final Map<P, Integer> position = new LinkedHashMap<>();

    /** An empty population. */
    public Population() {}

    /**
     * A population of several policies, each once.
     *
     * @param policies different ones
     * @param <P> a policy
     * @return the population
     */
    public static <P> Population<P> of(List<P> policies) {
        Population<P> population = new Population<>();
        policies.forEach(population::add);
        return population;
    }

    /**
     * The same policies, as often.
     *
     * @return a population that grows by itself
     */
    public Population<P> copy() {
        Population<P> copy = new Population<>();
        copy.policies.addAll(policies);
        copy.repeats.addAll(repeats);
        copy.position.putAll(position);
        return copy;
    }

    /**
     * Adds a policy, or counts it once more.
     *
     * @param policy the policy
     * @return whether it is new
     */
    public boolean add(P policy) {
        Integer known = position.putIfAbsent(policy, policies.size());
        if (known != null) {
            repeats.set(known, repeats.get(known) + 1);
            return false;
        }
        policies.add(policy);
        repeats.add(1);
        return true;
    }

    /**
     * Whether a policy would be new.
     *
     * @param policy the policy
     * @return false if an equal one is there
     */
    public boolean isNovel(P policy) {
        return !position.containsKey(policy);
    }

    /**
     * Number of different policies.
     *
     * @return at least 0
     */
    public int size() {
        return policies.size();
    }

    /**
     * A policy.
     *
     * @param k position from 0
     * @return the policy
     */
    public P policy(int k) {
        return policies.get(k);
    }

    /**
     * All policies.
     *
     * @return a copy, in the order they were found
     */
    public List<P> policies() {
        return List.copyOf(policies);
    }

    /**
     * How often each policy was added.
     *
     * @return one count per policy, each at least 1
     */
    public int[] repeats() {
        return repeats.stream().mapToInt(Integer::intValue).toArray();
    }
}
