package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The result of {@code aumann convert}.
 *
 * @param game the game that was read
 * @param shape players, actions and joint actions
 * @param precision how the payoffs were stored: float32 or float64
 * @param output the file that was written
 */
public record ConvertDocument(
        GameSummary game, @JsonUnwrapped Shape shape, String precision, String output) implements Document {
    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("size", shape.describe("actions") + ", " + precision);
        text.line("written", output);
    }
}
