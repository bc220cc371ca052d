package org.aumann.app.report;

/**
 * The result of {@code aumann convert} for a stochastic game.
 *
 * @param game the game that was read
 * @param output the file that was written
 */
public record StochasticConvertDocument(StochasticSummary game, String output) implements Document {
    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("written", output);
    }
}
