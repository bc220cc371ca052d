package org.aumann.kernels.cpu.batch;

import org.aumann.kernels.BatchOptions;

/** Solves programs, each as if it were alone. */
@FunctionalInterface
interface ProgramSolver {
    void solve(ProgramSource source, int from, int end, BatchOptions options);

    /** One after the other, in plain loops. */
    static ProgramSolver scalar() {
        return (source, from, end, options) -> {
            Program program = new Program(source.shape());
            for (int number = from; number < end; number++) {
                source.load(number, program);
                new ProximalMethod(source.shape(), program, options).solve();
                source.finish(number, program);
            }
        };
    }
}
