import java.util.List;
import java.util.random.RandomGenerator;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.loop.PolicyGame;
import org.aumann.solvers.psro.BestResponse;
import org.aumann.solvers.psro.BestResponseOracle;
import org.aumann.solvers.psro.JointPsro;
import org.aumann.solvers.psro.JointPsroOptions;
import org.aumann.solvers.psro.JointPsroResult;

/** A response oracle of one's own: a random policy. What it misses, the certificate finds. */
final class OwnOracle implements BestResponseOracle {
    private final GameTree tree;

    OwnOracle(GameTree tree) {
        this.tree = tree;
    }

    public static void main(String[] arguments) {
        GameTree tree = GameTree.of(GameCatalogue.game("kuhn_poker"));
        JointPsroOptions options = JointPsroOptions.defaults().withLimits(0, 10);
        try (ComputeBackend backend = Backends.named("cpu");
                JointPsro psro = new JointPsro(
                        tree, backend, options, parts -> parts.withOracle(new OwnOracle(tree)), LoopListener.silent())) {
            JointPsroResult run = psro.run();
            System.out.println(run.status().id());
            double certified = run.certificate().gap().sum();
            System.out.println("certified gap above 0.01: " + (certified > 0.01));
        }
    }

    /** One new policy, and no claim of what it gains: the certificate finds that. */
    @Override
    public List<BestResponse> respond(
            PolicyGame<TabularPolicy> game,
            JointDistribution sigma,
            int player,
            SolutionConcept concept,
            RandomGenerator random) {
        TabularPolicy policy = TabularPolicy.randomDeterministic(tree.sequenceForm(player), random);
        return List.of(new BestResponse(-1, policy, 0));
    }
}
// prints: iteration_limit
// prints: certified gap above 0.01: true
