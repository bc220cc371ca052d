package org.aumann.core.format;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;

/** Payoffs that go into a tensor. */
final class TensorSink implements PayoffSink {
    private final PayoffTensor payoffs;
    private final List<double[]> outcomes = new ArrayList<>();

    /**
     * A sink of zeros.
     *
     * @param payoffs the tensor to write to
     */
    TensorSink(PayoffTensor payoffs) {
        this.payoffs = payoffs;
        outcomes.add(new double[payoffs.playerCount()]);
    }

    @Override
    public JointActionIndex index() {
        return payoffs.index();
    }

    @Override
    public void payoff(Tokens tokens, int player, long jointAction) {
        payoffs.set(player, jointAction, tokens.number(Tokens.PAYOFF));
    }

    @Override
    public void outcome(Tokens tokens) {
        double[] outcome = new double[payoffs.playerCount()];
        tokens.payoffs(outcome.length, (what, p) -> outcome[p] = tokens.number(what));
        outcomes.add(outcome);
    }

    @Override
    public void lead(int outcome, long jointAction) {
        for (int p = 0; p < payoffs.playerCount(); p++) {
            payoffs.set(p, jointAction, outcomes.get(outcome)[p]);
        }
    }
}
