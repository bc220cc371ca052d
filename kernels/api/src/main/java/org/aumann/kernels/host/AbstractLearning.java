package org.aumann.kernels.host;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.LearningSelection;
import org.aumann.core.stochastic.StepSize;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningOperator;

/** What the back ends' learning operators share: the steps, the games that were collected, and what arguments must be like. */
public abstract class AbstractLearning implements LearningOperator {
    /** Steps whose sizes come from a table of half a megabyte. */
    private static final int TABULATED_STEPS = 1 << 16;

    private final LearningModel tables;
    private final int copyCount;
    private final StepSizes stepSizes = new StepSizes();
    private final int[] leftStates;
    private final double[] leftDrifts;
    private final int[] copies;
    private final int[] states;
    private int gameCount;
    private long stepCount;

    /**
     * Copies that have seen nothing.
     *
     * @param model the game
     * @param copyCount number of copies
     */
    protected AbstractLearning(StochasticModel model, int copyCount) {
        if (copyCount < 1) {
            throw new IllegalArgumentException("copies (" + copyCount + ") must be at least 1");
        }
        this.tables = new LearningModel(model);
        this.copyCount = copyCount;
        this.leftStates = new int[copyCount];
        this.leftDrifts = new double[copyCount];
        this.copies = new int[copyCount];
        this.states = new int[copyCount];
    }

    /**
     * The game as learners need it.
     *
     * @return its tables
     */
    protected final LearningModel tables() {
        return tables;
    }

    @Override
    public final StochasticModel model() {
        return tables.model();
    }

    @Override
    public final int copyCount() {
        return copyCount;
    }

    @Override
    public final long stepCount() {
        return stepCount;
    }

    @Override
    public final void resume(long stepCount) {
        if (stepCount < 0) {
            throw new IllegalArgumentException("stepCount (" + stepCount + ") must not be negative");
        }
        this.stepCount = stepCount;
    }

    @Override
    public final List<JointActionIndex> shapes() {
        return tables.shapes();
    }

    @Override
    public final void run(int steps, LearningOptions options) {
        if (steps < 0) {
            throw new IllegalArgumentException("steps (" + steps + ") must not be negative");
        }
        if (steps > 1 && options.selection() == LearningSelection.EXTERNAL) {
            throw new IllegalArgumentException(
                    "steps (" + steps + ") must be at most 1 where the selection is made from outside");
        }
        int most = options.stepSize() instanceof StepSize.Decayed ? TABULATED_STEPS : Integer.MAX_VALUE;
        int made = 0;
        while (made < steps) {
            int count = Math.min(most, steps - made);
            step(stepCount, count, options, stepSizes.table(options.stepSize(), stepCount, count), made == 0);
            made += count;
            stepCount += count;
        }
    }

    /**
     * Makes steps with all copies.
     *
     * @param first number of the first step
     * @param count number of steps, at least 1
     * @param options how to learn
     * @param table of step sizes, as {@link StepSizes#table} makes it. Not modified.
     * @param isNewCall whether the greatest change begins anew
     */
    protected abstract void step(long first, int count, LearningOptions options, double[] table, boolean isNewCall);

    @Override
    public final int collect(JointActionIndex shape, double leastDrift, JointBuffer games) {
        int number = tables.shapes().indexOf(shape);
        if (number < 0) {
            throw new IllegalArgumentException("shape " + shape + " must be one of " + tables.shapes());
        }
        if (!(leastDrift >= 0)) {
            throw new IllegalArgumentException("leastDrift (" + leastDrift + ") must not be negative");
        }
        long size = Math.multiplyExact(shape.jointActionCount() * shape.playerCount(), (long) copyCount);
        requireSize("games", games, size, "players x joint actions for each of " + copyCount + " copies");
        left(leftStates, leftDrifts);
        gameCount = 0;
        for (int copy = 0; copy < copyCount; copy++) {
            int state = leftStates[copy];
            if (state >= 0 && tables.shapeOf()[state] == number && leftDrifts[copy] > leastDrift) {
                copies[gameCount] = copy;
                states[gameCount++] = state;
            }
        }
        if (gameCount > 0) {
            gather(Arrays.copyOf(copies, gameCount), Arrays.copyOf(states, gameCount), games);
        }
        return gameCount;
    }

    /**
     * Asks where the last steps were made.
     *
     * @param states receives the state of every copy, −1 if it made none. Modified.
     * @param drifts receives the drift of that state. Modified.
     */
    protected abstract void left(int[] states, double[] drifts);

    /**
     * Copies stage games of one shape.
     *
     * @param copies the copy of every game. Not modified.
     * @param states the state of every game. Not modified.
     * @param games receives them. Modified.
     */
    protected abstract void gather(int[] copies, int[] states, JointBuffer games);

    @Override
    public final int copyOf(int game) {
        requireGame(game);
        return copies[game];
    }

    @Override
    public final int stateOf(int game) {
        requireGame(game);
        return states[game];
    }

    private void requireGame(int game) {
        if (game < 0 || game >= gameCount) {
            throw new IllegalArgumentException("game (" + game + ") must be in 0.." + (gameCount - 1));
        }
    }

    @Override
    public final void apply(JointBuffer sigma, JointBuffer stageValues, BitSet solved) {
        if (solved.length() > gameCount) {
            requireGame(solved.length() - 1);
        }
        if (solved.isEmpty()) {
            return;
        }
        int last = solved.length();
        int joint = model().jointActionCount(states[0]);
        requireSize("sigma", sigma, (long) last * joint, joint + " joint actions of " + last + " games");
        int players = model().playerCount();
        requireSize("stageValues", stageValues, (long) last * players, players + " players of " + last + " games");
        int[] games = solved.stream().toArray();
        int[] copiesOf = new int[games.length];
        int[] statesOf = new int[games.length];
        Arrays.setAll(copiesOf, k -> copies[games[k]]);
        Arrays.setAll(statesOf, k -> states[games[k]]);
        scatter(games, copiesOf, statesOf, sigma, stageValues);
    }

    /**
     * Takes over solutions of stage games of one shape.
     *
     * @param games where the solutions stand. Not modified.
     * @param copies the copy of every game. Not modified.
     * @param states the state of every game. Not modified.
     * @param sigma {@code [game][joint action]}. Not modified.
     * @param stageValues {@code [game][player]}. Not modified.
     */
    protected abstract void scatter(
            int[] games, int[] copies, int[] states, JointBuffer sigma, JointBuffer stageValues);

    private static void requireSize(String name, JointBuffer buffer, long least, String what) {
        if (buffer.size() < least) {
            throw new IllegalArgumentException(
                    name + ".size (" + buffer.size() + ") must be at least " + least + ": " + what);
        }
    }
}
