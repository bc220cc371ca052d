package org.aumann.kernels.cpu.batch;

import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.BatchStatus;
import org.aumann.kernels.cpu.base.Runs;
import org.jspecify.annotations.Nullable;

/**
 * {@link ProximalMethod} for as many programs as a vector has lanes. A lane whose program is done takes the next one. What differs
 * between lanes is decided by scalar code on a few numbers per lane and step.
 */
final class ProgramLanes {
    private static final int NONE = -1;

    /** Ranges of programs for every core, so that none waits long for another. */
    private static final int TASKS_PER_CORE = 4;

    /** Programs that make a task worth its workspace. */
    private static final int LEAST_PROGRAMS = 4 * Runs.LANES;

    /** Where a lane is. */
    private enum Phase {
        /** At what the last solve left: not yet known whether that is good enough. */
        GIVEN,
        /** At σ and λ to start from; all else is still to be made. */
        START,
        /** Steps are made. */
        STEPS
    }

    private final ProgramSource source;
    private final BatchOptions options;
    private final Program program;
    private final LanePoint point;
    private final int[] number = new int[LANES];
    private final Phase[] phase = new Phase[LANES];
    private final int[] iterations = new int[LANES];
    private int next;
    private int end;

    private ProgramLanes(ProgramSource source, BatchOptions options) {
        this.source = source;
        this.options = options;
        this.program = new Program(source.shape());
        this.point = new LanePoint(source.shape());
        Arrays.fill(number, NONE);
        Arrays.fill(phase, Phase.STEPS);
    }

    /** Programs in the lanes, ranges of them on all cores. */
    static ProgramSolver parallel() {
        return (source, from, end, options) -> {
            int programs = end - from;
            int tasks = Math.clamp(
                    programs / LEAST_PROGRAMS,
                    1,
                    TASKS_PER_CORE * Runtime.getRuntime().availableProcessors());
            IntStream.range(0, tasks).parallel().forEach(task -> {
                int first = from + (int) ((long) programs * task / tasks);
                int last = from + (int) ((long) programs * (task + 1) / tasks);
                new ProgramLanes(source, options).solve(first, last);
            });
        };
    }

    private void solve(int first, int last) {
        next = first;
        end = last;
        while (settle()) {
            point.step();
            for (int lane = 0; lane < LANES; lane++) {
                iterations[lane]++;
            }
        }
    }

    /** Ends programs that are done and begins others, until every lane with one can make a step; false if none has one. */
    private boolean settle() {
        while (true) {
            point.measure();
            boolean isSettled = true;
            boolean isAnyBusy = false;
            boolean isAnyStarting = false;
            for (int lane = 0; lane < LANES; lane++) {
                if (number[lane] != NONE && phase[lane] != Phase.START) {
                    look(lane);
                }
                if (number[lane] == NONE && next < end) {
                    begin(lane, next++);
                    isSettled = false;
                }
                isAnyBusy |= number[lane] != NONE;
                isAnyStarting |= phase[lane] == Phase.START;
            }
            if (isAnyStarting) {
                point.products();
                for (int lane = 0; lane < LANES; lane++) {
                    if (phase[lane] == Phase.START) {
                        point.complete(lane);
                        phase[lane] = Phase.STEPS;
                    }
                }
            } else if (isSettled) {
                return isAnyBusy;
            }
        }
    }

    private void begin(int lane, int which) {
        source.load(which, program);
        number[lane] = which;
        iterations[lane] = 0;
        point.set(program, lane);
        if (program.isWarm) {
            point.setGiven(program, lane);
            phase[lane] = Phase.GIVEN;
        } else {
            point.setStart(lane);
            phase[lane] = Phase.START;
        }
    }

    private void look(int lane) {
        BatchStatus status = status(lane);
        if (phase[lane] == Phase.GIVEN && status != BatchStatus.OPTIMAL) {
            point.setStart(lane);
            phase[lane] = Phase.START;
        } else if (status != null) {
            point.get(program, lane);
            program.iterations = iterations[lane];
            program.status = status;
            source.finish(number[lane], program);
            number[lane] = NONE;
            phase[lane] = Phase.STEPS;
        }
    }

    /** How it has ended, or null. */
    private @Nullable BatchStatus status(int lane) {
        double residual = point.residual(lane);
        if (residual <= options.tolerance()) {
            return BatchStatus.OPTIMAL;
        }
        if (point.bound(lane) < ProximalMethod.INFEASIBLE) {
            return BatchStatus.INFEASIBLE;
        }
        if (Double.isNaN(residual)) {
            return BatchStatus.NUMERICAL_FAILURE;
        }
        return iterations[lane] == options.iterationLimit() ? BatchStatus.ITERATION_LIMIT : null;
    }
}
