package org.aumann.app.cli;

import java.time.Duration;
import org.aumann.app.report.GameSummary;
import org.aumann.app.report.RankingDocument;
import org.aumann.core.format.GameReading;
import org.aumann.solvers.evolution.AlphaRank;

/** {@code aumann solve --solver alpharank --one-population}: the agents of one population by their α-rank. */
final class PopulationRanking {
    private final AlphaRank solver;

    PopulationRanking(AlphaRank solver) {
        this.solver = solver;
    }

    int run(String name, GameReading reading, Output output) {
        GameSource.Population source = GameSource.population(name, reading);
        output.status("solving");
        long start = System.nanoTime();
        double[] masses = solver.rank(source.agents());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        output.result(RankingDocument.of(
                GameSummary.of(source.name()), solver, source.agents().agents(), masses, elapsed));
        return ExitStatus.OK;
    }
}
