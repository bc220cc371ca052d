package org.aumann.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.aumann.core.Tolerances.assertClose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.Deadline;
import org.aumann.solvers.loop.Status;
import org.junit.jupiter.api.Test;

class LinearProgramTest {
    private static final Duration PLENTY = Duration.ofMinutes(1);
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Maximise 3x + 2y under x + y ≤ 4, x + 3y ≤ 6.5, x ≤ 3: (3, 1) with duals 2 and 0. */
    private static LinearProgram small() {
        LinearProgram program = new LinearProgram();
        int x = program.addVariable(0, 3, 3);
        int y = program.addVariable(0, INFINITY, 2);
        LinearProgram.Row first = program.addRow(-INFINITY, 4);
        first.add(x, 1);
        first.add(y, 1);
        LinearProgram.Row second = program.addRow(-INFINITY, 6.5);
        second.add(x, 1);
        second.add(y, 3);
        return program;
    }

    @Test
    void findsTheOptimumWithItsDuals() {
        LinearProgram.Answer answer = small().maximise(Deadline.in(PLENTY), _ -> "");
        assertThat(answer.status()).isEqualTo(Status.CONVERGED);
        assertClose("x", answer.x(), new double[] {3, 1}, 1e-9);
        assertClose("duals", answer.duals(), new double[] {2, 0}, 1e-9);
        assertThat(answer.notes()).isEmpty();
    }

    /** A check that refuses every answer is asked on every rung, and each refusal is noted. */
    @Test
    void everyRefusedRungIsNoted() {
        List<double[]> asked = new ArrayList<>();
        LinearProgram.Answer answer = small().maximise(Deadline.in(PLENTY), x -> {
            asked.add(x);
            return "refused by the test";
        });
        assertThat(answer.status()).isEqualTo(Status.STALLED);
        assertThat(answer.x()).isEmpty();
        assertThat(answer.duals()).isEmpty();
        assertThat(answer.notes())
                .containsExactly(
                        "GLOP dual simplex: refused by the test",
                        "GLOP primal simplex: refused by the test",
                        "GLOP without presolve: refused by the test",
                        "PDLP: refused by the test");
        assertThat(asked).hasSize(4).allSatisfy(x -> assertClose("x", x, new double[] {3, 1}, 1e-6));
    }

    @Test
    void theFirstAcceptedAnswerEndsTheLadder() {
        List<double[]> asked = new ArrayList<>();
        LinearProgram.Answer answer = small().maximise(Deadline.in(PLENTY), x -> {
            asked.add(x);
            return asked.size() < 3 ? "not yet" : "";
        });
        assertThat(answer.status()).isEqualTo(Status.CONVERGED);
        assertThat(answer.notes()).hasSize(2).allMatch(note -> note.endsWith(": not yet"));
        assertClose("x", answer.x(), new double[] {3, 1}, 1e-9);
    }

    @Test
    void saysThatNothingIsFeasible() {
        LinearProgram program = small();
        LinearProgram.Row impossible = program.addRow(5, INFINITY);
        impossible.add(0, 1);
        LinearProgram.Answer answer = program.maximise(Deadline.in(PLENTY), _ -> "");
        assertThat(answer.status()).isEqualTo(Status.INFEASIBLE);
        assertThat(answer.x()).isEmpty();
    }

    @Test
    void withoutTimeNothingIsTried() {
        LinearProgram.Answer answer = small().maximise(Deadline.in(Duration.ZERO), _ -> "");
        assertThat(answer.status()).isEqualTo(Status.STALLED);
        assertThat(answer.notes()).containsExactly("time limit reached before GLOP dual simplex");
    }
}
