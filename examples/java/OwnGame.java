import org.aumann.core.game.Game;
import org.aumann.core.game.GameState;
import org.aumann.core.game.NodeKind;
import org.aumann.solvers.Aumann;
import org.aumann.solvers.psro.JointPsroResult;

/** A game of one's own, by its states: matching pennies where the first player may pass and pay a tenth. */
final class OwnGame implements Game {
    public static void main(String[] arguments) {
        JointPsroResult run = Aumann.game(new OwnGame()).jointPsro(options -> options.withSeed(1));
        System.out.println(run.status().id());
        System.out.println("fair: " + (Math.abs(run.certificate().values().getFirst()) < 1e-9));
        System.out.println("certified gap below 1e-6: " + (run.certificate().gap().sum() < 1e-6));
    }

    @Override
    public String name() {
        return "pennies_or_pass";
    }

    @Override
    public int playerCount() {
        return 2;
    }

    @Override
    public GameState root() {
        return new Pennies("");
    }

    /** What has been chosen so far, a letter each. */
    private record Pennies(String chosen) implements GameState {
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
            return chosen.isEmpty() ? 3 : 2;
        }

        @Override
        public String actionLabel(int action) {
            return new String[] {"heads", "tails", "pass"}[action];
        }

        @Override
        public GameState child(int action) {
            return new Pennies(chosen + actionLabel(action).charAt(0));
        }

        @Override
        public double chanceProbability(int outcome) {
            throw new IllegalStateException("nothing is left to chance");
        }

        @Override
        public double payoff(int player) {
            double first = chosen.equals("p") ? -0.1 : chosen.charAt(0) == chosen.charAt(1) ? 1 : -1;
            return player == 0 ? first : -first;
        }
    }
}
// prints: converged
// prints: fair: true
// prints: certified gap below 1e-6: true
