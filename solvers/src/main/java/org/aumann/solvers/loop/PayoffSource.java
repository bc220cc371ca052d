package org.aumann.solvers.loop;

import java.util.List;
import org.aumann.core.payoff.PayoffTensor;

/**
 * Where the payoffs of joint policies come from: exact, from episodes, or from anywhere else.
 *
 * @param <P> a policy
 */
@FunctionalInterface
public interface PayoffSource<P> extends AutoCloseable {
    /**
     * Evaluates the joint policies that are not known yet: those in which some player's policy is at or above {@code
     * known}.
     *
     * @param populations per player the policies, in the order of the tensor's axes. Not modified.
     * @param known per player the number of leading policies whose joint policies are filled in already. Not modified.
     * @param payoffs the tensor, as large as the populations. Modified.
     * @return number of joint policies evaluated
     */
    long extend(List<List<P>> populations, int[] known, PayoffTensor payoffs);

    /** Frees what the source holds; nothing by default. */
    @Override
    default void close() {}
}
