package org.aumann.kernels.cpu.batch;

import java.util.Arrays;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;

/**
 * The interior-point method of {@link org.aumann.kernels.BatchOperator} for one game, in plain dense matrices: the
 * yardstick of the others, which share its constants.
 */
final class InteriorPoint {
    /** β to start from, and the least slack with it: good for games of 2 × 2 to 5 × 5, see docs/design-notes.md. */
    static final double START = 0.5;

    static final double START_SLACK = 0.02;

    /** A warm start begins with this part of the residual there as complementarity. */
    static final double WARM_PART = 2;

    /** After so many steps a warm start was none; the next one is from {@link #START}. */
    static final int WARM_LIMIT = 20;

    /** Part of the way to the nearest bound that a step may go. */
    static final double TO_BOUND = 0.98;

    /** Part of the complementarity that the next step aims at: after a full step, and at most. */
    static final double LEAST_CENTRING = 1e-3;

    static final double GREATEST_CENTRING = 0.5;

    /** μ need not be smaller than this part of the tolerance over the number of rows. */
    static final double LEAST_BARRIER = 0.1;

    /** On the diagonal of the Hessian, whose entries are at most 1 + s/β. */
    static final double RIDGE = 1e-13;

    /** A step overshoots if the slope turns to more than this part of what it was. */
    static final double OVERSHOOT = 0.5;

    /** It is too short if that much of the slope is left. */
    static final double UNDERSHOOT = 0.2;

    /** What a step that is too short is multiplied by, and how long it may get. */
    static final double EXTENSION = 4;

    static final double LONGEST = 16;

    static final int TRIALS = 30;

    /** Slack stays within this factor of μ/β. */
    static final double SLACK_CORRIDOR = 1e10;

    /** No distribution has less entropy than 0; below this the dual objective proves that none is feasible. */
    static final double INFEASIBLE = -1e-6;

    private final double[][] x;
    private final int rows;
    private final int jointActions;
    private final BatchOptions options;
    private Response now;
    private final double[] slack;
    private boolean isWarm;
    private double centring = GREATEST_CENTRING;

    /** σ(β) with the gradient there. Owns its arrays. */
    private record Sums(double greatest, double sum) {}

    /** The response to multipliers. */
    private final class Response {
        final double[] beta;
        final double[] sigma = new double[jointActions];
        final double[] gradient = new double[rows];
        final Sums sums;

        Response(double[] beta) {
            this.beta = beta;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < jointActions; a++) {
                for (int i = 0; i < rows; i++) {
                    sigma[a] -= beta[i] * x[i][a];
                }
                greatest = Math.max(greatest, sigma[a]);
            }
            double sum = 0;
            for (int a = 0; a < jointActions; a++) {
                sigma[a] = StrictMath.exp(sigma[a] - greatest);
                sum += sigma[a];
            }
            sums = new Sums(greatest, sum);
            for (int a = 0; a < jointActions; a++) {
                sigma[a] /= sum;
            }
            for (int i = 0; i < rows; i++) {
                gradient[i] = options.epsilon();
                for (int a = 0; a < jointActions; a++) {
                    gradient[i] -= x[i][a] * sigma[a];
                }
            }
        }

        double bound() {
            return sums.greatest
                    + StrictMath.log(sums.sum)
                    + options.epsilon() * Arrays.stream(beta).sum();
        }

        /** The larger of the violation and of the duality gap, at least 0. */
        double residual() {
            double violation = 0;
            double gap = 0;
            for (int i = 0; i < rows; i++) {
                violation = Math.max(violation, -gradient[i]);
                gap += beta[i] * gradient[i];
            }
            return Math.max(violation, gap);
        }

        /** How f less {@code μ Σ log β} changes along a direction. */
        double slope(double[] direction, double barrier) {
            double slope = 0;
            for (int i = 0; i < rows; i++) {
                slope += direction[i] * (gradient[i] - barrier / beta[i]);
            }
            return slope;
        }
    }

    /**
     * @param x scaled gains, {@code [row][joint action]}. Not modified.
     * @param start multipliers, all zero for none. Not modified.
     */
    InteriorPoint(double[][] x, int jointActions, BatchOptions options, double[] start) {
        this.x = x;
        this.rows = x.length;
        this.jointActions = jointActions;
        this.options = options;
        this.now = new Response(start.clone());
        this.slack = new double[rows];
        boolean isGiven = Arrays.stream(start).anyMatch(b -> b > 0);
        if (isGiven && now.residual() <= options.tolerance()) {
            return;
        }
        isWarm = isGiven && now.bound() < StrictMath.log(jointActions); // better than no multipliers at all
        if (isWarm) {
            double centre = WARM_PART * now.residual() / rows;
            double[] beta = new double[rows];
            for (int i = 0; i < rows; i++) {
                beta[i] = Math.max(start[i], centre / Math.max(Math.abs(now.gradient[i]), Math.sqrt(centre)));
            }
            start(beta, centre);
        } else {
            coldStart();
        }
    }

    private void coldStart() {
        double[] beta = new double[rows];
        Arrays.fill(beta, START);
        isWarm = false;
        centring = GREATEST_CENTRING;
        start(beta, START * START_SLACK);
    }

    private void start(double[] beta, double centre) {
        now = new Response(beta);
        for (int i = 0; i < rows; i++) {
            slack[i] = Math.max(now.gradient[i], centre / beta[i]);
        }
    }

    /** How it ended. */
    record Outcome(BatchStatus status, int iterations) {}

    Outcome solve() {
        for (int iteration = 0; ; iteration++) {
            if (now.residual() <= options.tolerance()) {
                return new Outcome(BatchStatus.OPTIMAL, iteration);
            }
            if (now.bound() < INFEASIBLE) {
                return new Outcome(BatchStatus.INFEASIBLE, iteration);
            }
            if (iteration == options.iterationLimit()) {
                return new Outcome(BatchStatus.ITERATION_LIMIT, iteration);
            }
            boolean isStuck = !step();
            if (isWarm && (isStuck || iteration + 1 == WARM_LIMIT)) {
                coldStart();
            } else if (isStuck) {
                return new Outcome(BatchStatus.NUMERICAL_FAILURE, iteration);
            }
        }
    }

    double[] beta() {
        return now.beta;
    }

    double[] sigma() {
        return now.sigma;
    }

    double residual() {
        return now.residual();
    }

    double bound() {
        return now.bound();
    }

    /** {@code Xσ} of a row. */
    double gain(int row) {
        return options.epsilon() - now.gradient[row];
    }

    /** One step; false if there is none that goes down. */
    private boolean step() {
        double[] beta = now.beta;
        double complementarity = 0;
        for (int i = 0; i < rows; i++) {
            complementarity += beta[i] * slack[i] / rows;
        }
        double barrier = Math.max(centring * complementarity, LEAST_BARRIER * options.tolerance() / rows);
        double[] direction = new double[rows];
        for (int i = 0; i < rows; i++) {
            direction[i] = barrier / beta[i] - now.gradient[i];
        }
        solve(hessian(), direction);
        double[] slackDirection = new double[rows];
        double toBound = 0;
        double slackToBound = 0;
        for (int i = 0; i < rows; i++) {
            slackDirection[i] = barrier / beta[i] - slack[i] - slack[i] / beta[i] * direction[i];
            toBound = Math.max(toBound, -direction[i] / beta[i]);
            slackToBound = Math.max(slackToBound, -slackDirection[i] / slack[i]);
        }
        double length = search(direction, barrier, Math.min(LONGEST, TO_BOUND / toBound));
        if (!(length > 0)) {
            return false;
        }
        double slackLength = Math.min(Math.min(1, length), TO_BOUND / slackToBound);
        for (int i = 0; i < rows; i++) {
            double centre = barrier / now.beta[i];
            slack[i] = Math.clamp(
                    slack[i] + slackLength * slackDirection[i], centre / SLACK_CORRIDOR, centre * SLACK_CORRIDOR);
        }
        centring = Math.clamp(1 - length, LEAST_CENTRING, GREATEST_CENTRING);
        return true;
    }

    /** Goes along a direction and returns how far; 0 if nowhere. */
    private double search(double[] direction, double barrier, double longest) {
        double[] from = now.beta;
        double first = -now.slope(direction, barrier);
        if (!(first > 0)) {
            return 0;
        }
        double accepted = 0;
        double length = Math.min(1, longest);
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] beta = new double[rows];
            for (int i = 0; i < rows; i++) {
                beta[i] = from[i] + length * direction[i];
            }
            Response response = new Response(beta);
            double slope = response.slope(direction, barrier) / first;
            if (slope <= OVERSHOOT) {
                now = response;
                accepted = length;
                if (slope >= -UNDERSHOOT || length < 1 || length >= longest) {
                    break;
                }
                length = Math.min(longest, EXTENSION * length);
            } else if (accepted > 0) {
                break;
            } else {
                length *= Math.clamp(1 / (1 + slope), 0.1, 0.5);
            }
        }
        return accepted;
    }

    /** {@code X diag(σ) Xᵀ − vvᵀ + diag(s/β) + ρI}. */
    private double[][] hessian() {
        double[][] hessian = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                hessian[i][j] = -gain(i) * gain(j);
                for (int a = 0; a < jointActions; a++) {
                    hessian[i][j] += now.sigma[a] * x[i][a] * x[j][a];
                }
            }
            hessian[i][i] += slack[i] / now.beta[i] + RIDGE;
        }
        return hessian;
    }

    /** Solves a positive definite system by Cholesky; both arguments are modified, the second to the solution. */
    private static void solve(double[][] matrix, double[] right) {
        int m = right.length;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, RIDGE)) : sum / matrix[j][j];
            }
        }
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < i; k++) {
                right[i] -= matrix[i][k] * right[k];
            }
            right[i] /= matrix[i][i];
        }
        for (int i = m - 1; i >= 0; i--) {
            for (int k = i + 1; k < m; k++) {
                right[i] -= matrix[k][i] * right[k];
            }
            right[i] /= matrix[i][i];
        }
    }
}
