package org.aumann.solvers.meanfield;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.aumann.solvers.ortools.LinearProgram;

/**
 * Sequential linear programming for a restricted Nash equilibrium.
 *
 * <p>Around a mixture ν the payoffs are nearly linear, {@code J(ν + δ) ≈ J + D δ}, with D from one batch of mixtures a
 * little towards every policy. The linear program
 *
 * <pre>{@code
 * minimise z   subject to   J_i + D_i δ − (ν + δ)ᵀJ − νᵀDδ ≤ z  for every policy i,   ν + δ a mixture,   |δ| ≤ radius
 * }</pre>
 *
 * <p>takes a step; the radius grows where the exploitability falls as foreseen and shrinks where it does not. At an
 * equilibrium whose support is strict it converges like Newton's method: a handful of programs, where a black-box search
 * takes thousands of mixtures. It finds the equilibrium near its start, if any.
 */
final class NashDescent {
    /** How far towards a policy a difference is taken. */
    private static final double DIFFERENCE = 1e-7;

    private static final double FIRST_RADIUS = 0.1;

    private static final double LEAST_RADIUS = 1e-15;

    private static final int STEP_LIMIT = 60;

    /** Part of the foreseen decrease that a step must have. */
    private static final double LEAST_SUCCESS = 0.05;

    private static final double GOOD_SUCCESS = 0.7;

    /** A program that takes longer is one of empty cells, where rewards change by orders of magnitude. */
    private static final Duration PROGRAM_LIMIT = Duration.ofMillis(200);

    private final RestrictedGame game;
    private final long deadline;
    private double[] mixture;
    private double[] payoffs;
    private double exploitability;

    /**
     * @param start a mixture. Not modified.
     * @param deadline in nanoseconds of {@link System#nanoTime}
     */
    NashDescent(RestrictedGame game, double[] start, long deadline) {
        this.game = game;
        this.deadline = deadline;
        this.mixture = start;
        this.payoffs = game.payoffs(start);
        this.exploitability = game.exploitability(start, payoffs);
    }

    /** Descends; returns the best mixture. */
    double[] descend(double tolerance) {
        double radius = FIRST_RADIUS;
        double[][] slopes = slopes();
        for (int i = 0; i < STEP_LIMIT && exploitability > tolerance && radius > LEAST_RADIUS; i++) {
            double[] step = step(slopes, radius);
            if (step.length == 0 || System.nanoTime() - deadline > 0) {
                break;
            }
            double foreseen = exploitability - step[game.size()] * exploitability;
            double[] trial = new double[game.size()];
            for (int k = 0; k < trial.length; k++) {
                trial[k] = mixture[k] + radius * step[k];
            }
            trial = Mixtures.projected(game, trial);
            double[] trialPayoffs = game.payoffs(trial);
            double found = game.exploitability(trial, trialPayoffs);
            double actual = exploitability - found;
            if (!(actual >= LEAST_SUCCESS * foreseen) || !(actual > 0)) {
                radius /= 4;
                continue;
            }
            radius *= actual >= GOOD_SUCCESS * foreseen ? 2 : 1;
            mixture = trial;
            payoffs = trialPayoffs;
            exploitability = found;
            if (exploitability > tolerance) {
                slopes = slopes();
            }
        }
        return mixture;
    }

    double exploitability() {
        return exploitability;
    }

    /** {@code slopes[j][i]}: how {@code J_i} changes on the way from the mixture to policy j. */
    private double[][] slopes() {
        List<double[]> towards = new ArrayList<>();
        for (int p = 0; p < game.populationCount(); p++) {
            for (int j = game.first(p); j < game.first(p + 1); j++) {
                double[] moved = mixture.clone();
                for (int k = game.first(p); k < game.first(p + 1); k++) {
                    moved[k] *= 1 - DIFFERENCE;
                }
                moved[j] += DIFFERENCE;
                towards.add(moved);
            }
        }
        double[][] slopes = game.payoffs(towards);
        for (double[] slope : slopes) {
            for (int i = 0; i < slope.length; i++) {
                slope[i] = (slope[i] - payoffs[i]) / DIFFERENCE;
            }
        }
        return slopes;
    }

    /** δ in units of the radius and z in units of the exploitability; empty if there is no answer. */
    private double[] step(double[][] slopes, double radius) {
        int size = game.size();
        LinearProgram program = new LinearProgram();
        for (int k = 0; k < size; k++) {
            program.addVariable(Math.max(-1, -mixture[k] / radius), Math.min(1, (1 - mixture[k]) / radius), 0);
        }
        int z = program.addVariable(-1, Double.POSITIVE_INFINITY, -1);
        double scale = radius / exploitability;
        for (int p = 0; p < game.populationCount(); p++) {
            double value = game.value(p, mixture, payoffs);
            LinearProgram.Row sum = program.addRow(0, 0);
            for (int k = game.first(p); k < game.first(p + 1); k++) {
                sum.add(k, 1);
            }
            for (int i = game.first(p); i < game.first(p + 1); i++) {
                LinearProgram.Row row = program.addRow(Double.NEGATIVE_INFINITY, (value - payoffs[i]) / exploitability);
                for (int j = 0; j < size; j++) {
                    double own = j >= game.first(p) && j < game.first(p + 1) ? payoffs[j] : 0;
                    row.add(j, scale * (slopes[j][i] - own - game.value(p, mixture, slopes[j])));
                }
                row.add(z, -1);
            }
        }
        Duration left = Duration.ofNanos(Math.clamp(deadline - System.nanoTime(), 0, PROGRAM_LIMIT.toNanos()));
        LinearProgram.Answer answer = program.maximise(left, _ -> "");
        return answer.status() == LinearProgram.Status.OPTIMAL ? answer.x() : new double[0];
    }
}
