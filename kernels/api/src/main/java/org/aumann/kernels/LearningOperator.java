package org.aumann.kernels;

import java.util.BitSet;
import java.util.List;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.StochasticModel;

/**
 * K8: thousands of {@linkplain org.aumann.core.stochastic.QLearner tabular joint-action Q-learners} in one stochastic game.
 *
 * <p>A copy is a pure function of the game, the seed, its number and the options of its steps, whatever the number of copies; how steps
 * are divided into calls makes no difference. Everything is float64, and products and sums are rounded one by one as in
 * {@link org.aumann.core.stochastic.QLearner}: the bits are the same on every back end, but for step sizes of
 * {@link org.aumann.core.stochastic.StepSize.ByVisits} with an exponent other than 1 and more than {@link #TABULATED_VISITS} visits, which
 * a device may have an ulp apart. What a copy knows stays in the back end and may be written between calls, to go on from elsewhere:
 *
 * <pre>{@code
 * payoffs   [copy][cell]             Q
 * visits    [copy][row]              n
 * values    [copy][player][state]    V, 0 where absorbing
 * policies  [copy][row]              π
 * drifts    [copy][state]            Σ max_p |ΔQ_p| since V and π were applied
 * earned    [copy][player]           Σ r_p of the current episode
 * returns   [copy][player]           Σ r_p of finished episodes
 * reports   [copy][LearningField]
 * }</pre>
 *
 * <p>With a selection from outside, a step is followed by a round for every shape of stage games:
 *
 * <pre>{@code
 * operator.run(1, options);
 * for (JointActionIndex shape : operator.shapes()) {
 *     int count = operator.collect(shape, leastDrift, games);
 *     batch.solve(games, 0, count, BatchOptions.defaults());
 *     operator.apply(batch.sigma(), batch.values(), solved);
 * }
 * }</pre>
 */
public interface LearningOperator extends AutoCloseable {
    /** Visits up to which step sizes that are powers come from a table. */
    int TABULATED_VISITS = 1 << 16;

    /**
     * The game.
     *
     * @return the compiled game
     */
    StochasticModel model();

    /**
     * Number of copies.
     *
     * @return at least 1
     */
    int copyCount();

    /**
     * Steps that every copy has made: the number of the next step's draws.
     *
     * @return at least 0
     */
    long stepCount();

    /**
     * Goes on as if so many steps had been made, after the buffers were written as they were then.
     *
     * @param stepCount at least 0
     */
    void resume(long stepCount);

    /**
     * Q.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer payoffs();

    /**
     * How often joint actions were played.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer visits();

    /**
     * V.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer values();

    /**
     * π. Uniform at first.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer policies();

    /**
     * How far Q may have gone since the selection from outside.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer drifts();

    /**
     * Sums of the rewards of current episodes, as the game has them.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer earned();

    /**
     * Sums of the rewards of finished episodes, as the game has them.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer returns();

    /**
     * Where copies are, and how they get on, {@code [copy][field]} with the fields of {@link LearningField}.
     *
     * @return a buffer that belongs to the operator
     */
    JointBuffer reports();

    /**
     * The shapes of the game's stage games.
     *
     * @return distinct indices, by first state
     */
    List<JointActionIndex> shapes();

    /**
     * Makes steps with all copies. A copy makes all of its steps in a row, so that many in one call are faster.
     *
     * @param steps number of steps, at least 0; at most 1 with {@link org.aumann.core.stochastic.LearningSelection#EXTERNAL}
     * @param options how to learn
     */
    void run(int steps, LearningOptions options);

    /**
     * Collects the stage games of the states that the last step was made in, where they have one shape and have drifted.
     *
     * @param shape the shape
     * @param leastDrift those that have drifted by more are collected; at least 0
     * @param games receives them one after the other, by copy, {@code [game][player][joint action]}; the rest stays. At least
     *     {@code copyCount · n · J} elements. Modified.
     * @return number of games
     */
    int collect(JointActionIndex shape, double leastDrift, JointBuffer games);

    /**
     * Whose stage game was collected.
     *
     * @param game game from 0 of the last call of {@link #collect}
     * @return copy from 0
     */
    int copyOf(int game);

    /**
     * Of which state a stage game was collected.
     *
     * @param game game from 0 of the last call of {@link #collect}
     * @return state from 0
     */
    int stateOf(int game);

    /**
     * Takes over solutions of the games of the last call of {@link #collect}: π and V of their states; their drifts become 0.
     *
     * @param sigma {@code [game][joint action]}. Not modified.
     * @param stageValues {@code [game][player]}. Not modified.
     * @param solved the games whose solutions are taken over; the others stay as they are, and are collected again. Not modified.
     */
    void apply(JointBuffer sigma, JointBuffer stageValues, BitSet solved);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
