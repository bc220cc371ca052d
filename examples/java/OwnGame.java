import java.util.List;
import org.aumann.core.catalogue.GameArguments;
import org.aumann.core.catalogue.GameProvider;
import org.aumann.core.catalogue.ParameterRule;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameState;
import org.aumann.core.game.NodeKind;
import org.aumann.solvers.Aumann;
import org.aumann.solvers.psro.JointPsroResult;

/**
 * A game of one's own, by its states: matching pennies where the first player may pass and pay a fee.
 *
 * @param name its canonical name
 * @param fee what passing costs, payoff units
 */
record OwnGame(String name, double fee) implements Game {
    public static void main(String[] arguments) {
        JointPsroResult run = Aumann.game(new OwnGame("mine", 0.1)).jointPsro(options -> options.withSeed(1));
        System.out.println(run.status().id());
        System.out.println("fair: " + (Math.abs(run.certificate().values().getFirst()) < 1e-9));
        System.out.println("certified gap below 1e-6: " + (run.certificate().gap().sum() < 1e-6));
    }

    /** The game by name, for a program that has this class on its class path. */
    public static final class Provider implements GameProvider {
        @Override
        public String id() {
            return "pennies_or_pass";
        }

        @Override
        public String description() {
            return "matching pennies, the first player may pass";
        }

        @Override
        public List<ParameterRule> parameters() {
            return List.of(ParameterRule.real("fee", 0.1, 0, 1, "what passing costs"));
        }

        @Override
        public Game game(GameArguments arguments) {
            return new OwnGame(arguments.toString(), arguments.real("fee"));
        }
    }

    @Override
    public int playerCount() {
        return 2;
    }

    @Override
    public GameState root() {
        return new Pennies("", fee);
    }

    /** What has been chosen so far, a letter each. */
    private record Pennies(String chosen, double fee) implements GameState {
        @Override
        public NodeKind kind() {
            boolean isOver = chosen.equals("p") || chosen.length() == 2;
            return isOver ? new NodeKind.Terminal() : new NodeKind.Decision(chosen.length());
        }

        @Override
        public String infostateKey() {
            return chosen.isEmpty() ? "first" : "second"; // who is second does not see what was chosen
        }

        @Override
        public int actionCount() {
            return kind() instanceof NodeKind.Terminal ? 0 : chosen.isEmpty() ? 3 : 2;
        }

        @Override
        public String actionLabel(int action) {
            return new String[] {"heads", "tails", "pass"}[action];
        }

        @Override
        public GameState child(int action) {
            return new Pennies(chosen + actionLabel(action).charAt(0), fee);
        }

        @Override
        public double chanceProbability(int outcome) {
            throw new IllegalStateException("nothing is left to chance");
        }

        @Override
        public double payoff(int player) {
            double first = chosen.equals("p") ? -fee : chosen.charAt(0) == chosen.charAt(1) ? 1 : -1;
            return player == 0 ? first : -first;
        }
    }
}
// prints: converged
// prints: fair: true
// prints: certified gap below 1e-6: true
