package org.aumann.core.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.exact.Fraction;
import org.aumann.core.payoff.JointActionIndex;

/** Payoffs that are kept as they are written: 1/3 is a third, 0.1 a tenth. */
final class FractionSink implements PayoffSink {
    private final JointActionIndex index;
    private final List<List<Fraction>> payoffs = new ArrayList<>();
    private final List<List<Fraction>> outcomes = new ArrayList<>();

    /**
     * A sink of zeros.
     *
     * @param index the joint actions, few
     */
    FractionSink(JointActionIndex index) {
        ExactPayoffs.requireSmall(index);
        this.index = index;
        int jointActions = Math.toIntExact(index.jointActionCount());
        for (int p = 0; p < index.playerCount(); p++) {
            payoffs.add(new ArrayList<>(Collections.nCopies(jointActions, Fraction.ZERO)));
        }
        outcomes.add(Collections.nCopies(index.playerCount(), Fraction.ZERO));
    }

    @Override
    public JointActionIndex index() {
        return index;
    }

    @Override
    public void payoff(Tokens tokens, int player, long jointAction) {
        set(player, jointAction, tokens.fraction(Tokens.PAYOFF));
    }

    private void set(int player, long jointAction, Fraction payoff) {
        payoffs.get(player).set(Math.toIntExact(jointAction), payoff);
    }

    @Override
    public void outcome(Tokens tokens) {
        List<Fraction> outcome = new ArrayList<>();
        tokens.payoffs(index.playerCount(), (what, _) -> outcome.add(tokens.fraction(what)));
        outcomes.add(outcome);
    }

    @Override
    public void lead(int outcome, long jointAction) {
        IntStream.range(0, index.playerCount())
                .forEach(p -> set(p, jointAction, outcomes.get(outcome).get(p)));
    }

    /**
     * What was taken.
     *
     * @return the payoffs
     */
    ExactPayoffs payoffs() {
        return ExactPayoffs.of(index, payoffs);
    }
}
