package org.aumann.core.format;

import java.util.function.Consumer;
import org.aumann.core.exact.ExactPayoffs;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;

/**
 * The payoff tensor of a text format, counted before anything is allocated.
 *
 * <p>The counts stand in the file before the payoffs, so that a dozen bytes can announce more joint actions
 * than any machine holds. A file must hold at least one digit and one separator per number: what is
 * announced is compared with that first.
 */
final class TextTensor {
    private final TextReader reader;
    private final String place;
    private final long line;
    private final long column;

    /**
     * Remembers where the numbers of actions stand, for the messages.
     *
     * @param tokens stand on the numbers of actions
     */
    TextTensor(Tokens tokens) {
        this.reader = tokens.reader();
        this.line = tokens.line();
        this.column = tokens.column();
        this.place = reader.path() + ":" + line + ":" + column;
    }

    /**
     * Counts the joint actions and reads the payoffs.
     *
     * @param actionCounts actions per player. Not modified.
     * @param numbersPerJointAction how many numbers the file must hold for each joint action
     * @param body gives the payoffs to a sink of zeros
     * @return a float64 tensor that the caller closes
     */
    PayoffTensor read(int[] actionCounts, int numbersPerJointAction, Consumer<PayoffSink> body) {
        JointActionIndex index = index(actionCounts, numbersPerJointAction);
        PayoffTensor payoffs = InputFile.located(place, () -> PayoffTensor.allocate(index, Precision.FLOAT64));
        return filled(payoffs, tensor -> body.accept(new TensorSink(tensor)));
    }

    /**
     * Counts the joint actions and reads the payoffs of a small game without rounding.
     *
     * @param actionCounts actions per player. Not modified.
     * @param numbersPerJointAction how many numbers the file must hold for each joint action
     * @param body gives the payoffs to a sink of zeros
     * @return the payoffs
     */
    ExactPayoffs readExactly(int[] actionCounts, int numbersPerJointAction, Consumer<PayoffSink> body) {
        JointActionIndex index = index(actionCounts, numbersPerJointAction);
        FractionSink sink = InputFile.located(place, () -> new FractionSink(index));
        body.accept(sink);
        return InputFile.located(reader.path().toString(), sink::payoffs);
    }

    private JointActionIndex index(int[] actionCounts, int numbersPerJointAction) {
        JointActionIndex index = InputFile.located(place, () -> JointActionIndex.of(actionCounts));
        long bytes = InputFile.located(place, () -> PayoffTensor.byteSize(index, Precision.FLOAT64));
        long available = reader.byteSize();
        // n · J · 8 fits a long, so 2 n J does; the last number needs no separator.
        long needed = 2L * numbersPerJointAction * index.jointActionCount() - 1;
        if (needed > available) {
            throw reader.error(
                    line,
                    column,
                    "action counts " + index + ", " + index.jointActionCount() + " joint actions that need " + bytes
                            + " bytes of memory and at least " + needed + " bytes of text",
                    "counts that fit the " + available + " bytes of this file");
        }
        return index;
    }

    /**
     * Fills a tensor and frees it if that fails.
     *
     * @param payoffs the tensor. Modified.
     * @param body writes the payoffs
     * @return {@code payoffs}
     */
    static PayoffTensor filled(PayoffTensor payoffs, Consumer<PayoffTensor> body) {
        try {
            body.accept(payoffs);
            return payoffs;
        } catch (RuntimeException | Error e) {
            payoffs.close();
            throw e;
        }
    }
}
