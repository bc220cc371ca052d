import org.aumann.solvers.Aumann;
import org.aumann.solvers.Equilibrium;

/** Chicken: from two matrices to a certified correlated equilibrium. */
final class FirstSolve {
    public static void main(String[] arguments) {
        double[][] rows = {{0, 7}, {2, 6}};
        double[][] columns = {{0, 2}, {7, 6}};
        Equilibrium best = Aumann.game(rows, columns).solve("mwce");
        System.out.printf("dare, swerve %.2f  swerve, swerve %.2f%n", best.probability(0, 1), best.probability(1, 1));
        System.out.printf("worth %.2f each, %s, nobody gains more than %.0e%n", best.value(0), best.status(), 1e-9);
        if (best.largestGain() > 1e-9) {
            throw new AssertionError("the certificate says " + best.largestGain());
        }
    }
}
// prints: dare, swerve 0.25  swerve, swerve 0.50
// prints: worth 5.25 each, optimal, nobody gains more than 1e-09
