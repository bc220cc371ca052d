package org.aumann.solvers.stochastic;

import java.util.Optional;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.kernels.BatchObjective;

/** Which equilibrium of a stage game K6 is to find. */
record StageObjective(SolutionConcept concept, BatchObjective objective) {
    static Optional<StageObjective> ofCe(BatchObjective objective) {
        return Optional.of(new StageObjective(SolutionConcept.CE, objective));
    }

    static Optional<StageObjective> ofCce(BatchObjective objective) {
        return Optional.of(new StageObjective(SolutionConcept.CCE, objective));
    }
}
