package org.aumann.app.task;

import java.time.Duration;
import java.util.Set;
import org.aumann.app.report.GameSummary;
import org.aumann.app.report.RankingDocument;
import org.aumann.solvers.evolution.AlphaRank;

/** The agents of one population by their α-rank. */
final class RankingTask implements Task {
    private final SolveRequest request;
    private final AlphaRank solver;

    RankingTask(SolveRequest request, AlphaRank solver) {
        this.request = request;
        this.solver = solver;
        // Ranking calls no kernels.
        request.backend().needing(Set.of());
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + request.game());
        GameSource.Population source = GameSource.population(request.game(), request.reading());
        listener.status("solving");
        long start = System.nanoTime();
        double[] masses = solver.rank(source.agents());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        listener.result(RankingDocument.of(
                GameSummary.of(source.name()), solver, source.agents().agents(), masses, elapsed));
        return true;
    }
}
