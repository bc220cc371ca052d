package org.aumann.kernels.cpu.batch;

import org.aumann.kernels.host.ProgramShape;

/** Programs of one shape, by number. Several threads load and finish different ones. */
interface ProgramSource {
    ProgramShape shape();

    /** Sets what is asked. */
    void load(int number, Program program);

    /** Takes over what came of it. */
    void finish(int number, Program program);
}
