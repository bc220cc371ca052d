package org.aumann.kernels.cpu.batch;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;
import static org.aumann.kernels.cpu.batch.LaneGames.load;
import static org.aumann.kernels.cpu.batch.LaneGames.store;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.cpu.base.HostBuffer;
import org.aumann.kernels.host.BatchShape;

/**
 * {@link InteriorPoint} for as many games as a vector has lanes. A lane whose game is done takes the next one, so that
 * games that need more steps than others do not hold them up. What differs between lanes is decided by scalar code
 * on a few numbers per lane and step.
 */
final class InteriorPointLanes {
    private static final int NONE = -1;

    /** What a lane's β is, before its steps begin. */
    private enum Phase {
        /** What the last solve left: not yet known whether that is good for anything. */
        GIVEN,
        /** A point to start from, whose slack is still to be made. */
        START,
        /** Steps are made. */
        STEPS
    }

    private final AbstractBatch batch;
    private final BatchShape shape;
    private final BatchOptions options;
    private final MemorySegment payoffs;
    private final int rows;
    private final int jointActions;
    private final LaneGames games;
    private final LaneCholesky cholesky;
    private final int[] entryRows;
    private final int[] entryColumns;
    private final int[] deviated;

    private final double[] beta;
    private final double[] slack;
    private final double[] gradient;
    private final double[] sigma;
    private final double[] from;
    private final double[] direction;
    private final double[] slackDirection;
    private final double[] trialBeta;
    private final double[] trialGradient;
    private final double[] trialSigma;

    private final int[] game = new int[LANES];
    private final Phase[] phase = new Phase[LANES];
    private final int[] iterations = new int[LANES];
    private final boolean[] isStuck = new boolean[LANES];
    private final boolean[] isWarm = new boolean[LANES];
    private final double[] centre = new double[LANES];
    private final double[] centring = new double[LANES];
    private final double[] greatest = new double[LANES];
    private final double[] sum = new double[LANES];
    private final double[] trialGreatest = new double[LANES];
    private final double[] trialSum = new double[LANES];
    private final double[] violation = new double[LANES];
    private final double[] gap = new double[LANES];
    private final double[] betaSum = new double[LANES];
    private final double[] barrier = new double[LANES];
    private final double[] longest = new double[LANES];
    private final double[] slackLongest = new double[LANES];
    private final double[] length = new double[LANES];
    private final double[] accepted = new double[LANES];
    private final double[] firstSlope = new double[LANES];
    private final double[] slope = new double[LANES];
    private final double[] flags = new double[LANES];
    private int next;
    private int end;

    InteriorPointLanes(AbstractBatch batch, BatchShape shape, BatchOptions options, MemorySegment payoffs) {
        this.batch = batch;
        this.shape = shape;
        this.options = options;
        this.payoffs = payoffs;
        this.rows = shape.rowCount();
        this.jointActions = shape.jointActionCount();
        this.games = new LaneGames(shape, options.epsilon());
        this.cholesky = new LaneCholesky(rows);
        this.entryRows = shape.entryRows();
        this.entryColumns = shape.entryColumns();
        this.deviated = shape.deviatedJointActions();
        this.beta = new double[rows * LANES];
        this.slack = new double[rows * LANES];
        this.gradient = new double[rows * LANES];
        this.sigma = new double[jointActions * LANES];
        this.from = new double[rows * LANES];
        this.direction = new double[cholesky.padded() * LANES];
        this.slackDirection = new double[rows * LANES];
        this.trialBeta = new double[rows * LANES];
        this.trialGradient = new double[rows * LANES];
        this.trialSigma = new double[jointActions * LANES];
        Arrays.fill(beta, 1);
        Arrays.fill(slack, 1);
        Arrays.fill(game, NONE);
        Arrays.fill(phase, Phase.STEPS);
    }

    /** Solves the games from {@code first} up to {@code last}. */
    void solve(int first, int last) {
        next = first;
        end = last;
        while (settle()) {
            step();
        }
    }

    /** Ends games that are done and begins others, until every lane with a game can make a step; false if none has one. */
    private boolean settle() {
        while (true) {
            measure();
            boolean isSettled = true;
            boolean isAnyBusy = false;
            for (int lane = 0; lane < LANES; lane++) {
                if (game[lane] != NONE && phase[lane] == Phase.STEPS && isDone(lane)) {
                    finish(lane);
                }
                if (game[lane] == NONE && next < end) {
                    begin(lane, next++);
                    isSettled = false;
                }
                isAnyBusy |= game[lane] != NONE;
                isSettled &= phase[lane] == Phase.STEPS;
            }
            if (isSettled) {
                return isAnyBusy;
            }
            games.respond(beta, sigma, gradient, greatest, sum);
            measure();
            for (int lane = 0; lane < LANES; lane++) {
                advance(lane);
            }
        }
    }

    private double residual(int lane) {
        return Math.max(violation[lane], gap[lane]);
    }

    private double bound(int lane, double logSum) {
        return greatest[lane] + logSum + options.epsilon() * betaSum[lane];
    }

    private boolean isDone(int lane) {
        return residual(lane) <= options.tolerance()
                || isInfeasible(lane)
                || iterations[lane] == options.iterationLimit()
                || isStuck[lane];
    }

    /** Every game has an equilibrium, so that only {@code ε < 0} needs to be looked at. */
    private boolean isInfeasible(int lane) {
        return options.epsilon() < 0 && bound(lane, StrictMath.log(sum[lane])) < InteriorPoint.INFEASIBLE;
    }

    private BatchStatus status(int lane) {
        if (residual(lane) <= options.tolerance()) {
            return BatchStatus.OPTIMAL;
        }
        if (isInfeasible(lane)) {
            return BatchStatus.INFEASIBLE;
        }
        return isStuck[lane] ? BatchStatus.NUMERICAL_FAILURE : BatchStatus.ITERATION_LIMIT;
    }

    private void begin(int lane, int number) {
        game[lane] = number;
        iterations[lane] = 0;
        int players = batch.index().playerCount();
        double[] scale = new double[players];
        for (int p = 0; p < players; p++) {
            scale[p] = AbstractBatch.scale(batch.largestDifference(payoffs, number, p));
        }
        for (int e = 0; e < entryRows.length; e++) {
            int player = shape.player(entryRows[e]);
            long first = batch.firstPayoff(number, player);
            double gain =
                    HostBuffer.get(payoffs, first + deviated[e]) - HostBuffer.get(payoffs, first + entryColumns[e]);
            games.set(e, lane, scale[player] * gain);
        }
        start(lane);
        for (int i = 0; i < rows; i++) {
            if (batch.multiplier(number, shape.row(i)) > 0) {
                phase[lane] = Phase.GIVEN;
            }
        }
        for (int i = 0; i < rows && phase[lane] == Phase.GIVEN; i++) {
            beta[i * LANES + lane] = batch.multiplier(number, shape.row(i));
        }
    }

    private void start(int lane) {
        for (int i = 0; i < rows; i++) {
            beta[i * LANES + lane] = InteriorPoint.START;
        }
        centre[lane] = InteriorPoint.START * InteriorPoint.START_SLACK;
        centring[lane] = InteriorPoint.GREATEST_CENTRING;
        isWarm[lane] = false;
        isStuck[lane] = false;
        phase[lane] = Phase.START;
    }

    /** Goes on to the next phase, with the response to β at hand. */
    private void advance(int lane) {
        switch (phase[lane]) {
            case GIVEN -> warmStart(lane);
            case START -> {
                for (int i = lane; i < rows * LANES; i += LANES) {
                    slack[i] = Math.max(gradient[i], centre[lane] / beta[i]);
                }
                phase[lane] = Phase.STEPS;
            }
            case STEPS -> {}
        }
    }

    private void warmStart(int lane) {
        if (residual(lane) <= options.tolerance()) {
            phase[lane] = Phase.STEPS; // where it will be found to be done
            return;
        }
        if (!(bound(lane, StrictMath.log(sum[lane])) < StrictMath.log(jointActions))) {
            start(lane);
            return;
        }
        centre[lane] = InteriorPoint.WARM_PART * residual(lane) / rows;
        double root = Math.sqrt(centre[lane]);
        for (int i = lane; i < rows * LANES; i += LANES) {
            beta[i] = Math.max(beta[i], centre[lane] / Math.max(Math.abs(gradient[i]), root));
        }
        isWarm[lane] = true;
        phase[lane] = Phase.START;
    }

    private void finish(int lane) {
        int number = game[lane];
        double largest = rows == 0 ? 0 : Double.NEGATIVE_INFINITY;
        int players = batch.index().playerCount();
        double[] unit = new double[players];
        for (int p = 0; p < players; p++) {
            double difference = batch.largestDifference(payoffs, number, p);
            unit[p] = AbstractBatch.scale(difference) > 0 ? difference : 0;
        }
        for (int i = 0; i < rows; i++) {
            batch.setMultiplier(number, shape.row(i), beta[i * LANES + lane]);
            double gain = options.epsilon() - gradient[i * LANES + lane];
            largest = Math.max(largest, gain * unit[shape.player(i)]);
        }
        for (int a = 0; a < jointActions; a++) {
            batch.setProbability(number, a, sigma[a * LANES + lane]);
        }
        double bound = bound(lane, StrictMath.log(sum[lane]));
        batch.report(payoffs, number, largest, residual(lane), bound, iterations[lane], status(lane));
        game[lane] = NONE;
        phase[lane] = Phase.STEPS;
    }

    /** The parts of the residual of every lane. */
    private void measure() {
        DoubleVector worst = DoubleVector.zero(D);
        DoubleVector product = DoubleVector.zero(D);
        DoubleVector total = DoubleVector.zero(D);
        for (int i = 0; i < rows; i++) {
            DoubleVector g = load(gradient, i);
            DoubleVector b = load(beta, i);
            worst = worst.max(g.neg());
            product = b.fma(g, product);
            total = total.add(b);
        }
        store(worst, violation, 0);
        store(product, gap, 0);
        store(total, betaSum, 0);
    }

    private void step() {
        barriers();
        games.covariance(sigma, gradient, cholesky.matrix());
        double[] matrix = cholesky.matrix();
        DoubleVector mu = load(barrier, 0);
        for (int i = 0; i < rows; i++) {
            DoubleVector b = load(beta, i);
            int diagonal = LaneCholesky.row(i) + i * LANES;
            DoubleVector.fromArray(D, matrix, diagonal)
                    .add(load(slack, i).div(b).add(InteriorPoint.RIDGE))
                    .intoArray(matrix, diagonal);
            store(mu.div(b).sub(load(gradient, i)), direction, i);
            store(b, from, i);
        }
        cholesky.factor(InteriorPoint.RIDGE, 0);
        cholesky.solve(direction);
        toBounds(mu);
        search();
        moveSlack(mu);
        for (int lane = 0; lane < LANES; lane++) {
            boolean isMoved = accepted[lane] > 0;
            isStuck[lane] = !isMoved && !isWarm[lane];
            iterations[lane] += isStuck[lane] ? 0 : 1;
            centring[lane] =
                    Math.clamp(1 - accepted[lane], InteriorPoint.LEAST_CENTRING, InteriorPoint.GREATEST_CENTRING);
            if (isWarm[lane] && (!isMoved || iterations[lane] == InteriorPoint.WARM_LIMIT)) {
                start(lane);
            }
        }
    }

    private void barriers() {
        DoubleVector complementarity = DoubleVector.zero(D);
        for (int i = 0; i < rows; i++) {
            complementarity = load(beta, i).fma(load(slack, i), complementarity);
        }
        store(complementarity.div(rows), barrier, 0);
        double least = InteriorPoint.LEAST_BARRIER * options.tolerance() / rows;
        for (int lane = 0; lane < LANES; lane++) {
            barrier[lane] = Math.max(centring[lane] * barrier[lane], least);
        }
    }

    /** How far β and the slack may go, and how steep it is. */
    private void toBounds(DoubleVector mu) {
        DoubleVector bound = DoubleVector.zero(D);
        DoubleVector slackBound = DoubleVector.zero(D);
        DoubleVector fall = DoubleVector.zero(D);
        for (int i = 0; i < rows; i++) {
            DoubleVector b = load(beta, i);
            DoubleVector s = load(slack, i);
            DoubleVector d = load(direction, i);
            DoubleVector centre = mu.div(b);
            DoubleVector ds = centre.sub(s).sub(s.div(b).mul(d));
            store(ds, slackDirection, i);
            bound = bound.max(d.neg().div(b));
            slackBound = slackBound.max(ds.neg().div(s));
            fall = d.fma(centre.sub(load(gradient, i)), fall);
        }
        store(fall, firstSlope, 0);
        store(bound, longest, 0);
        store(slackBound, slackLongest, 0);
        for (int lane = 0; lane < LANES; lane++) {
            longest[lane] = Math.min(InteriorPoint.LONGEST, InteriorPoint.TO_BOUND / longest[lane]);
            slackLongest[lane] = Math.min(1, InteriorPoint.TO_BOUND / slackLongest[lane]);
        }
    }

    /** Goes along the direction; a lane has its new point in place as soon as one is accepted. */
    private void search() {
        boolean isAnySearching = false;
        for (int lane = 0; lane < LANES; lane++) {
            accepted[lane] = 0;
            length[lane] = Math.min(1, longest[lane]);
            boolean isSearching = game[lane] != NONE && firstSlope[lane] > 0;
            flags[lane] = isSearching ? 1 : 0;
            isAnySearching |= isSearching;
        }
        boolean[] isSearching = new boolean[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            isSearching[lane] = flags[lane] > 0;
        }
        for (int trial = 0; trial < InteriorPoint.TRIALS && isAnySearching; trial++) {
            DoubleVector t = load(length, 0);
            for (int i = 0; i < rows; i++) {
                store(load(direction, i).fma(t, load(from, i)), trialBeta, i);
            }
            games.respond(trialBeta, trialSigma, trialGradient, trialGreatest, trialSum);
            slopes();
            boolean isAnyAccepted = false;
            isAnySearching = false;
            for (int lane = 0; lane < LANES; lane++) {
                flags[lane] = 0;
                if (isSearching[lane]) {
                    isSearching[lane] = judge(lane);
                    isAnyAccepted |= flags[lane] > 0;
                    isAnySearching |= isSearching[lane];
                }
            }
            if (isAnyAccepted) {
                accept();
            }
        }
    }

    /** Slopes of the barrier function at the trial. */
    private void slopes() {
        DoubleVector mu = load(barrier, 0);
        DoubleVector total = DoubleVector.zero(D);
        for (int i = 0; i < rows; i++) {
            DoubleVector ofBarrier = load(trialGradient, i).sub(mu.div(load(trialBeta, i)));
            total = load(direction, i).fma(ofBarrier, total);
        }
        store(total.div(load(firstSlope, 0)), slope, 0);
    }

    /** Flags the trial of a lane if it is accepted, and returns whether there is to be another one. */
    private boolean judge(int lane) {
        if (slope[lane] <= InteriorPoint.OVERSHOOT) {
            flags[lane] = 1;
            accepted[lane] = length[lane];
            greatest[lane] = trialGreatest[lane];
            sum[lane] = trialSum[lane];
            if (slope[lane] >= -InteriorPoint.UNDERSHOOT || length[lane] < 1 || length[lane] >= longest[lane]) {
                return false;
            }
            length[lane] = Math.min(longest[lane], InteriorPoint.EXTENSION * length[lane]);
            return true;
        }
        if (accepted[lane] > 0) {
            return false;
        }
        length[lane] *= Math.clamp(1 / (1 + slope[lane]), 0.1, 0.5);
        return true;
    }

    private void accept() {
        VectorMask<Double> mask = load(flags, 0).compare(VectorOperators.GT, 0);
        for (int i = 0; i < rows; i++) {
            store(load(beta, i).blend(load(trialBeta, i), mask), beta, i);
            store(load(gradient, i).blend(load(trialGradient, i), mask), gradient, i);
        }
        for (int a = 0; a < jointActions; a++) {
            store(load(sigma, a).blend(load(trialSigma, a), mask), sigma, a);
        }
    }

    private void moveSlack(DoubleVector mu) {
        for (int lane = 0; lane < LANES; lane++) {
            slackLongest[lane] = Math.min(accepted[lane], slackLongest[lane]);
        }
        DoubleVector t = load(slackLongest, 0);
        for (int i = 0; i < rows; i++) {
            DoubleVector centre = mu.div(load(beta, i));
            DoubleVector moved = load(slackDirection, i).fma(t, load(slack, i));
            store(
                    moved.max(centre.div(InteriorPoint.SLACK_CORRIDOR)).min(centre.mul(InteriorPoint.SLACK_CORRIDOR)),
                    slack,
                    i);
        }
    }
}
