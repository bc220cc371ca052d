import java.util.List;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.Aumann;
import org.aumann.solvers.Equilibrium;
import org.aumann.solvers.MetaSolverProvider;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.Multipliers;
import org.aumann.solvers.meta.SolveContext;
import org.aumann.solvers.meta.SolveListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;

/** A meta-solver of one's own: all of the joint action of greatest welfare. Whether that is an equilibrium, others say. */
final class OwnSolver implements MetaSolver {
    public static void main(String[] arguments) {
        Aumann chicken = Aumann.game("matrix_chicken");
        Equilibrium greedy = chicken.solve(new OwnSolver(), options -> options);
        System.out.printf("chicken: %s, a gain of %.0f%n", greedy.status(), greedy.largestGain());
        Equilibrium stag = Aumann.game("matrix_sh").solve(new OwnSolver(), options -> options);
        System.out.printf("stag hunt: %s%n", stag.status());
    }

    /** The solver by id, for a program that has this class on its class path. */
    public static final class Provider implements MetaSolverProvider {
        @Override
        public List<MetaSolver> solvers() {
            return List.of(new OwnSolver());
        }
    }

    @Override
    public String id() {
        return "greedy";
    }

    @Override
    public String description() {
        return "the joint action of greatest welfare";
    }

    @Override
    public SolutionConcept concept() {
        return SolutionConcept.CE;
    }

    @Override
    public SolveOutcome solve(
            MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
        SolveContext context = new SolveContext(this, game, backend, options, listener);
        PayoffTensor payoffs = context.tensorGame().payoffs();
        double[] sigma = new double[Math.toIntExact(game.index().jointActionCount())];
        int best = 0;
        for (int a = 1; a < sigma.length; a++) {
            best = welfare(payoffs, a) > welfare(payoffs, best) ? a : best;
        }
        sigma[best] = 1;
        return context.judge(context.report(JointDistribution.of(game.index(), sigma), 1, 0)); // the gate decides
    }

    private static double welfare(PayoffTensor payoffs, long jointAction) {
        double welfare = 0;
        for (int p = 0; p < payoffs.playerCount(); p++) {
            welfare += payoffs.get(p, jointAction);
        }
        return welfare;
    }
}
// prints: chicken: iteration_limit, a gain of 1
// prints: stag hunt: optimal
