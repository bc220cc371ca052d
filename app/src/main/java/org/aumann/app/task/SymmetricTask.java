package org.aumann.app.task;

import java.util.Set;
import org.aumann.app.report.GameSummary;
import org.aumann.app.report.SolveDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.ProfileCsv;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.kernels.Capability;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.meta.equilibrium.EquilibriumSolver;

/** A solve over the count profiles of a symmetric game. */
final class SymmetricTask implements Task {
    private final SolveRequest request;
    private final MetaSolver solver;
    private final BackendChoice choice;

    SymmetricTask(SolveRequest request) {
        this.request = request;
        this.solver = request.solver();
        this.choice = request.backend().needing(Set.of(Capability.SYMMETRIC_INCENTIVES));
        if (!(solver instanceof EquilibriumSolver)) {
            throw new InvalidInputException("--symmetric: found solver " + solver.id()
                    + ", expected one that optimises, such as mgcce or mwce");
        }
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + request.game());
        GameSource.Symmetric source = GameSource.symmetric(request.game(), request.reading());
        SymmetricGame game = source.game();
        request.settings().requirePlayers(game.index().playerCount());
        try (ComputeBackend backend = choice.open(game)) {
            BackendChoice.log(backend, listener);
            listener.status("solving");
            Multipliers zero = Multipliers.zero(game.index(), solver.concept());
            SolveOutcome outcome = solver.solve(game, backend, zero, request.options(), new SolveWatcher(listener));
            boolean solved = outcome instanceof SolveOutcome.Optimal;
            listener.result(SolveDocument.of(outcome, GameSummary.of(source.name()), game.profiles(), backend.id()));
            if (solved && request.out() != null) {
                ProfileCsv.write(outcome.report().sigma(), game.profiles(), request.out());
            }
            return solved;
        }
    }
}
