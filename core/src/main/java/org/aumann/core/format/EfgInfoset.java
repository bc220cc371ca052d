package org.aumann.core.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.exact.Fraction;

/**
 * An information set of a Gambit extensive game, as it was defined at its first node. Immutable.
 *
 * <p>Chance's have a probability per action. Actions of probability 0 stand in the file but not in the
 * game: the <em>possible</em> ones are the others, in order; all actions of a player are possible.
 */
final class EfgInfoset {
    /** That of terminals, which have none. */
    static final EfgInfoset NONE = new EfgInfoset(0, "", List.of(), new double[0], List.of());

    private final int number;
    private final String label;
    private final List<String> fileLabels;
    private final double[] probabilities;
    private final List<String> written;
    private final List<String> possibleLabels;
    private final double[] possibleProbabilities;

    /**
     * An information set.
     *
     * @param number its number in the file, unique for its player
     * @param label its name, may be empty
     * @param actions labels as in the file
     * @param probabilities one per action for chance, else empty. Not copied.
     * @param written the probabilities as they stand in the file
     */
    EfgInfoset(int number, String label, List<String> actions, double[] probabilities, List<String> written) {
        this.number = number;
        this.label = label;
        this.fileLabels = List.copyOf(actions);
        this.probabilities = probabilities;
        this.written = List.copyOf(written);
        List<String> distinct = Labels.distinct(actions);
        List<String> possible = new ArrayList<>();
        for (int a = 0; a < distinct.size(); a++) {
            if (isPossible(a)) {
                possible.add(distinct.get(a));
            }
        }
        this.possibleLabels = List.copyOf(possible);
        this.possibleProbabilities = Arrays.stream(probabilities)
                .filter(probability -> probability > 0)
                .toArray();
    }

    /**
     * Number of actions in the file.
     *
     * @return at least 1
     */
    int actionCount() {
        return fileLabels.size();
    }

    /**
     * Whether an action can be taken.
     *
     * @param action action of the file, from 0
     * @return false for a chance action of probability 0
     */
    boolean isPossible(int action) {
        return probabilities.length == 0 || probabilities[action] > 0;
    }

    /**
     * Label of a possible action.
     *
     * @param action among the possible ones, from 0
     * @return distinct, not empty
     */
    String possibleLabel(int action) {
        return possibleLabels.get(action);
    }

    /**
     * Probability of a possible chance action.
     *
     * @param action among the possible ones, from 0
     * @return a number above 0
     */
    double possibleProbability(int action) {
        return possibleProbabilities[action];
    }

    /**
     * The probabilities of the possible chance actions, without rounding.
     *
     * @return they sum to exactly 1: decimals are divided by their sum, which misses it by 1e-9 at most
     */
    List<Fraction> exactProbabilities() {
        List<Fraction> exact = IntStream.range(0, written.size())
                .filter(this::isPossible)
                .mapToObj(a -> Numbers.exactly(written.get(a)))
                .toList();
        Fraction sum = exact.stream().reduce(Fraction.ZERO, Fraction::plus);
        return exact.stream().map(probability -> probability.over(sum)).toList();
    }

    /**
     * Number and name: the key of the infostate.
     *
     * @return {@code 3:name}, or {@code 3} without a name
     */
    String key() {
        return label.isEmpty() ? Integer.toString(number) : number + ":" + Labels.line(label);
    }

    /**
     * Whether a later node gives the same definition.
     *
     * @param other the later definition; what is empty was left out there
     * @return true if name, actions and probabilities agree
     */
    boolean isDefinedAs(EfgInfoset other) {
        boolean hasSameActions =
                fileLabels.equals(other.fileLabels) && Arrays.equals(probabilities, other.probabilities);
        return (other.label.isEmpty() || label.equals(other.label)) && (other.fileLabels.isEmpty() || hasSameActions);
    }
}
