package org.aumann.core.stochastic;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.core.InvalidInputException;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.rollout.EpisodeDraws;
import org.jspecify.annotations.Nullable;

/**
 * Tabular joint-action Q-learning, one copy: the definition of what kernels do with thousands.
 *
 * <pre>{@code
 * a     = uniform with probability ε, else drawn from π(· | s)
 * s'    ~ T(· | s, a)
 * Q_p(s, a) += α (c r_p(s, a, s') + γ V_p(s') − Q_p(s, a))     V = 0 where s' is absorbing
 * V_p(s), π(· | s) = selection of the stage game Q(s, ·)
 * }</pre>
 *
 * <p>and if s' is absorbing, or the episode has reached its limit, s' is drawn anew from the start. Albrecht, Christianos and Schäfer,
 * MARL, algorithm 7. At first Q = V = 0, and π is uniform. Products and sums are rounded one by one, in the order above, so that other
 * implementations can have the same bits. The arrays are the learner's own, and may be written between steps. Serves one thread.
 */
public final class QLearner {
    private final StochasticModel model;
    private final int copy;
    private final LearningDraws draws;
    private final double[] payoffs;
    private final double[] visits;
    private final double[][] values;
    private final double[] policy;
    private final double[] drifts;
    private final double[] earned;
    private final double[] returns;
    private long step;
    private int state;
    private int left = -1;
    private int length;
    private long episodes;
    private double greatestChange;

    /**
     * A learner that has seen nothing.
     *
     * @param model the game
     * @param seed of the draws
     * @param copy number of the learner, which has draws of its own
     * @throws InvalidInputException if play may begin in an absorbing state
     */
    public QLearner(StochasticModel model, long seed, int copy) {
        requireStart(model);
        this.model = model;
        this.copy = copy;
        this.draws = new LearningDraws(seed);
        this.payoffs = new double[model.cellCount()];
        this.visits = new double[model.rowCount()];
        this.values = new double[model.playerCount()][model.stateCount()];
        this.policy = new double[model.rowCount()];
        this.drifts = new double[model.stateCount()];
        this.earned = new double[model.playerCount()];
        this.returns = new double[model.playerCount()];
        for (int s = 0; s < model.stateCount(); s++) {
            Arrays.fill(policy, model.firstRow(s), model.firstRow(s + 1), 1.0 / Math.max(1, model.jointActionCount(s)));
        }
        draws.begin(copy);
        state = drawnStart();
    }

    /**
     * Checks that something can be learnt from every start.
     *
     * @param model the game
     * @throws InvalidInputException if play may begin in an absorbing state
     */
    public static void requireStart(StochasticModel model) {
        for (int s = 0; s < model.stateCount(); s++) {
            if (model.start(s) > 0 && model.isAbsorbing(s)) {
                throw new InvalidInputException(
                        "game " + model.name() + ": found that play may begin in the absorbing state "
                                + model.keys().get(s) + ", where there is nothing to learn");
            }
        }
    }

    private int drawnStart() {
        double[] start =
                IntStream.range(0, model.stateCount()).mapToDouble(model::start).toArray();
        return EpisodeDraws.action(draws.start(), start, start.length);
    }

    /**
     * One step.
     *
     * @param options how to learn
     */
    public void step(LearningOptions options) {
        draws.step(copy, step);
        int s = state;
        int jointAction = drawnJointAction(options.exploration());
        int i = drawnSuccessor(model.firstRow(s) + jointAction);
        int next = model.successor(i);
        visits[model.firstRow(s) + jointAction]++;
        double largest = 0;
        for (int p = 0; p < model.playerCount(); p++) {
            double reward = model.transitionReward(i, model.firstCell(s, p) + jointAction, p);
            earned[p] += reward;
            double future = model.isAbsorbing(next) ? 0 : values[p][next];
            double target = options.rewardScale() * reward + model.discount() * future;
            largest = Math.max(largest, Math.abs(update(options, p, jointAction, target)));
        }
        greatestChange = Math.max(greatestChange, largest);
        if (options.selection() == LearningSelection.EXTERNAL) {
            drifts[s] += largest;
        } else {
            select(options.selection());
        }
        left = s;
        step++;
        length++;
        state = next;
        if (model.isAbsorbing(next) || length == options.episodeLimit()) {
            endEpisode();
        }
    }

    private int drawnJointAction(double exploration) {
        int count = model.jointActionCount(state);
        if (draws.exploration() < LearningDraws.threshold(exploration)) {
            return LearningDraws.uniform(draws.jointAction(), count);
        }
        int first = model.firstRow(state);
        return EpisodeDraws.action(draws.jointAction(), Arrays.copyOfRange(policy, first, first + count), count);
    }

    private int drawnSuccessor(int row) {
        int first = model.firstSuccessor(row);
        double[] probability = IntStream.range(first, model.firstSuccessor(row + 1))
                .mapToDouble(model::probability)
                .toArray();
        return first + EpisodeDraws.action(draws.successor(), probability, probability.length);
    }

    /** What is added to the player's estimate. */
    private double update(LearningOptions options, int player, int jointAction, double target) {
        JointActionIndex index = model.shape(state).index();
        int first = model.firstRow(state);
        int cell = model.firstCell(state, player) + jointAction;
        double count = visits[first + jointAction];
        if (options.selection() == LearningSelection.INDEPENDENT) {
            int own = index.action(jointAction, player);
            cell = model.firstCell(state, player) + Math.toIntExact(own * index.stride(player));
            count = IntStream.range(0, model.jointActionCount(state))
                    .filter(a -> index.action(a, player) == own)
                    .mapToDouble(a -> visits[first + a])
                    .sum();
        }
        double change = options.stepSize().at(step, count) * (target - payoffs[cell]);
        payoffs[cell] += change;
        return change;
    }

    private void select(LearningSelection selection) {
        JointActionIndex index = model.shape(state).index();
        int played = 0;
        int together = selection == LearningSelection.CENTRAL ? best(null) : 0;
        for (int p = 0; p < model.playerCount(); p++) {
            int best = switch (selection) {
                case CENTRAL -> together;
                case FRIEND -> best(p);
                case INDEPENDENT -> bestOwn(index, p);
                case EXTERNAL -> throw new IllegalStateException("selected elsewhere");
            };
            values[p][state] = payoffs[model.firstCell(state, p) + best];
            played += Math.toIntExact(index.action(best, p) * index.stride(p));
        }
        Arrays.fill(policy, model.firstRow(state), model.firstRow(state + 1), 0);
        policy[model.firstRow(state) + played] = 1;
    }

    /** The first joint action that is best for a player, or in sum. */
    private int best(@Nullable Integer player) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < model.jointActionCount(state); a++) {
            double sum = 0;
            for (int p = 0; p < model.playerCount(); p++) {
                sum += player == null || player == p ? payoffs[model.firstCell(state, p) + a] : 0;
            }
            if (sum > most) {
                most = sum;
                best = a;
            }
        }
        return best;
    }

    /** The joint action in whose cell the player's best own action stands. */
    private int bestOwn(JointActionIndex index, int player) {
        int best = 0;
        for (int own = 1; own < index.actionCount(player); own++) {
            int a = Math.toIntExact(own * index.stride(player));
            int first = model.firstCell(state, player);
            best = payoffs[first + a] > payoffs[first + best] ? a : best;
        }
        return best;
    }

    private void endEpisode() {
        for (int p = 0; p < earned.length; p++) {
            returns[p] += earned[p];
        }
        Arrays.fill(earned, 0);
        episodes++;
        length = 0;
        state = drawnStart();
    }

    /**
     * The selection of somebody else.
     *
     * @param state a state that is not absorbing
     * @param sigma how it is played, by joint action. Not modified.
     * @param stageValues its value to every player. Not modified.
     */
    public void refresh(int state, double[] sigma, double[] stageValues) {
        System.arraycopy(sigma, 0, policy, model.firstRow(state), model.jointActionCount(state));
        for (int p = 0; p < stageValues.length; p++) {
            values[p][state] = stageValues[p];
        }
        drifts[state] = 0;
    }

    /**
     * Goes on from elsewhere, after the arrays were written.
     *
     * @param step number of steps made
     * @param state where the learner is
     * @param left the state that the last step was made in; −1 if there was none
     * @param length steps of the current episode
     * @param episodes number of finished episodes
     */
    public void resume(long step, int state, int left, int length, long episodes) {
        this.step = step;
        this.state = state;
        this.left = left;
        this.length = length;
        this.episodes = episodes;
    }

    /**
     * Q.
     *
     * @return the learner's own, by cell
     */
    public double[] payoffs() {
        return payoffs;
    }

    /**
     * How often joint actions were played.
     *
     * @return the learner's own, by row
     */
    public double[] visits() {
        return visits;
    }

    /**
     * V.
     *
     * @return the learner's own, {@code [player][state]}
     */
    public double[][] values() {
        return values;
    }

    /**
     * π.
     *
     * @return the learner's own, by row
     */
    public double[] policy() {
        return policy;
    }

    /**
     * How far Q may have gone since the selection by somebody else: sums of the greatest |ΔQ| of any player.
     *
     * @return the learner's own, by state
     */
    public double[] drifts() {
        return drifts;
    }

    /**
     * Sums of the rewards of finished episodes.
     *
     * @return the learner's own, by player
     */
    public double[] returns() {
        return returns;
    }

    /**
     * Sums of the rewards of the current episode.
     *
     * @return the learner's own, by player
     */
    public double[] earned() {
        return earned;
    }

    /**
     * Where the learner is.
     *
     * @return state from 0
     */
    public int state() {
        return state;
    }

    /**
     * The state that the last step was made in.
     *
     * @return state from 0; −1 before the first step
     */
    public int left() {
        return left;
    }

    /**
     * Steps of the current episode.
     *
     * @return at least 0
     */
    public int length() {
        return length;
    }

    /**
     * Number of finished episodes.
     *
     * @return at least 0
     */
    public long episodes() {
        return episodes;
    }

    /**
     * The greatest |ΔQ| since this was last asked.
     *
     * @return at least 0
     */
    public double takeGreatestChange() {
        double greatest = greatestChange;
        greatestChange = 0;
        return greatest;
    }
}
