package org.aumann.app.cli;

import org.aumann.app.report.GameSummary;
import org.aumann.app.report.SolveDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.GameReading;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.equilibrium.EquilibriumSolver;
import org.aumann.solvers.meta.program.SelectionSettings;

/** A solve over the count profiles of a symmetric game. */
final class SymmetricSolve {
    private final MetaSolver solver;
    private final SolveOptions options;
    private final SelectionSettings settings;
    private final SigmaOption out;

    SymmetricSolve(MetaSolver solver, SolveOptions options, SelectionSettings settings, SigmaOption out) {
        this.solver = solver;
        this.options = options;
        this.settings = settings;
        this.out = out;
    }

    int run(String name, GameReading reading, BackendChoice choice, Output output) {
        if (!(solver instanceof EquilibriumSolver)) {
            throw new InvalidInputException("--symmetric: found solver " + solver.id()
                    + ", expected one that optimises, such as mgcce or mwce");
        }
        GameSource.Symmetric source = GameSource.symmetric(name, reading);
        SymmetricGame game = source.game();
        settings.requirePlayers(game.index().playerCount());
        try (ComputeBackend backend = choice.open(game)) {
            BackendChoice.log(backend, output);
            output.status("solving");
            Multipliers zero = Multipliers.zero(game.index(), solver.concept());
            SolveOutcome outcome = solver.solve(game, backend, zero, options, new SolveWatcher(output));
            boolean solved = outcome instanceof SolveOutcome.Optimal;
            output.result(SolveDocument.of(outcome, GameSummary.of(source.name()), game.profiles(), backend.id()));
            if (solved) {
                out.write(outcome.report().sigma(), game.profiles());
            }
            return solved ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }
}
