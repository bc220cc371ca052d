package org.aumann.solvers.stochastic;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.StageGames;
import org.aumann.core.stochastic.StationaryCertificate;
import org.aumann.core.stochastic.StochasticModel;

/**
 * Stationary equilibria by way of the stage games: a round solves each of them by itself for the values that are known, near the last
 * solution ({@link StageEquilibria}), and moves the values part of the way to what comes out. Once solutions have settled, steps of Newton's
 * method in the strategies and values of all states together do the rest.
 *
 * <p>Where a stage game has several equilibria the one that is nearest is kept; if its solution keeps jumping, it is replaced by the
 * end of a logit path from a random prior. A state that jumps leaves the others where they are: that is what a single path through all
 * states cannot do.
 */
final class StageRounds {
    /** Part of the way that values move; by all of it, solutions jump too often (docs/design-notes.md). */
    private static final double DAMPING = 0.5;

    /** What a probability changes by when a stage game's solution is another one. */
    private static final double JUMP = 0.1;

    /** Rounds of value iteration after a step of Newton's method that did not help. */
    private static final int PAUSE = 2;

    /** Rounds after which states that have jumped lately get other solutions. */
    private static final int PATIENCE = 20;

    private static final int ATTEMPTS = 60;

    /** Rounds in which a state must not have jumped to keep its solution, and attempts after which all states get others. */
    private static final int RECENT = 5;

    private static final int RENEWAL = 4;

    /** Error of the values, relative to rewards, at which there is nothing left to do. */
    private static final double SOLVED = 1e-13;

    private final StochasticModel model;
    private final StrategyLayout layout;
    private final double[] unit;
    private final QuantalSystem system;
    private final double[][] solutions;
    private double[] prior;
    private final boolean[] hasJumped;
    private final int[] lastJump;
    private StationaryPlay play;
    private int round;
    private int attempt;
    private int nextNewton;
    private double beforeNewton = Double.POSITIVE_INFINITY;
    private boolean isFound;
    private long newtonSteps;
    private long stageSolves;

    StageRounds(StochasticModel model) {
        this.model = model;
        this.layout = new StrategyLayout(model);
        this.unit = LogitPath.units(model);
        this.prior = layout.uniform();
        this.system = new QuantalSystem(model, layout, unit, prior);
        this.solutions = new double[model.stateCount()][0];
        this.hasJumped = new boolean[model.stateCount()];
        this.lastJump = new int[model.stateCount()];
        StationaryCertificate start = StationaryCertificate.of(layout.product(prior));
        double[][] values = new double[model.playerCount()][];
        Arrays.setAll(values, start::values);
        this.play = new StationaryPlay(prior.clone(), values);
    }

    /** Whether play is an equilibrium up to rounding. */
    boolean isFound() {
        return isFound;
    }

    /** Whether nothing more is to be expected. */
    boolean isOver() {
        return isFound || attempt == ATTEMPTS;
    }

    StationaryPlay play() {
        return play;
    }

    long newtonSteps() {
        return newtonSteps;
    }

    long stageSolves() {
        return stageSolves;
    }

    /** One round; the error of the values before it, relative to rewards. */
    double run() {
        round++;
        double[] payoffs = StageGames.payoffs(model, play.values());
        Arrays.stream(layout.states()).parallel().forEach(s -> solveStage(s, payoffs));
        stageSolves += layout.states().length;
        system.polish(play.strategies(), play.values());
        double[][] stageValues = stageValues();
        double residual = difference(stageValues, play.values());
        if (residual <= SOLVED) {
            isFound = true;
        } else {
            play = new StationaryPlay(play.strategies(), improved(stageValues, residual));
            if (round % PATIENCE == 0) {
                replaceJumping();
            }
        }
        return residual;
    }

    private void solveStage(int state, double[] payoffs) {
        int joint = model.jointActionCount(state);
        double[][] ofPlayers = IntStream.range(0, model.playerCount())
                .mapToObj(
                        p -> Arrays.copyOfRange(payoffs, model.firstCell(state, p), model.firstCell(state, p) + joint))
                .toArray(double[][]::new);
        StochasticModel stage = StageEquilibria.model(model.shape(state).labels(), ofPlayers);
        double[] before = solutions[state];
        double[] after =
                StageEquilibria.of(stage, before, Arrays.copyOfRange(prior, layout.first(state, 0), layout.end(state)));
        hasJumped[state] = before.length == 0 || distance(before, after) > JUMP;
        lastJump[state] = hasJumped[state] ? round : lastJump[state];
        solutions[state] = after;
        System.arraycopy(after, 0, play.strategies(), layout.first(state, 0), after.length);
    }

    private static double distance(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElse(0);
    }

    private double[][] stageValues() {
        double[][] values = new double[model.playerCount()][model.stateCount()];
        for (int s : layout.states()) {
            for (int p = 0; p < model.playerCount(); p++) {
                for (int i = layout.first(s, p); i < layout.first(s, p) + layout.actionCount(s, p); i++) {
                    values[p][s] += play.strategies()[i] * system.worth(s, i - layout.first(s, 0));
                }
            }
        }
        return values;
    }

    private double difference(double[][] a, double[][] b) {
        double largest = 0;
        for (int p = 0; p < a.length; p++) {
            largest = Math.max(largest, distance(a[p], b[p]) / unit[p]);
        }
        return largest;
    }

    /** By Newton's method where solutions have settled, else by part of a step of value iteration. */
    private double[][] improved(double[][] stageValues, double residual) {
        boolean hasSettled = IntStream.of(layout.states()).noneMatch(s -> hasJumped[s]);
        if (residual >= beforeNewton) {
            nextNewton = round + PAUSE;
        }
        beforeNewton = Double.POSITIVE_INFINITY;
        if (hasSettled && round >= nextNewton) {
            newtonSteps++;
            QuantalSystem.Direction[] directions = system.solve();
            StationaryPlay next = play.copy();
            if (directions.length > 0) {
                next.add(directions[0]);
            }
            if (directions.length > 0 && next.isFinite()) {
                beforeNewton = residual;
                return next.values();
            }
        }
        double[][] damped = new double[stageValues.length][];
        for (int p = 0; p < damped.length; p++) {
            double[] now = play.values()[p];
            double[] next = stageValues[p];
            damped[p] = IntStream.range(0, now.length)
                    .mapToDouble(s -> now[s] + DAMPING * (next[s] - now[s]))
                    .toArray();
        }
        return damped;
    }

    /** Gives other solutions to the states that have jumped lately. */
    private void replaceJumping() {
        attempt++;
        RandomGenerator random = new Philox(attempt);
        for (int s : layout.states()) {
            boolean isReplaced = (attempt % RENEWAL == 0 || lastJump[s] > round - RECENT);
            for (int i = layout.first(s, 0); isReplaced && i < layout.end(s); i++) {
                prior[i] = random.nextExponential();
            }
            solutions[s] = isReplaced ? new double[0] : solutions[s];
        }
        prior = layout.normalised(prior);
    }
}
