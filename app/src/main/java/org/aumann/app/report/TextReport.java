package org.aumann.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aumann.core.format.Labels;

/**
 * A report for people: labelled lines, and tables whose columns are aligned. Names come from files that anybody may
 * have written: what would move the cursor or forge a line is escaped. Not safe for use by several threads.
 */
public final class TextReport {
    private static final int LABEL_WIDTH = 12;
    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();

    /** An empty report. */
    public TextReport() {}

    /**
     * Adds a line.
     *
     * @param label eleven characters keep values in line; empty for a line that goes on with the one before
     * @param value the rest of the line
     */
    public void line(String label, String value) {
        text.append(String.format(Locale.ROOT, "%-" + (LABEL_WIDTH - 1) + "s %s", label, Labels.line(value))
                        .stripTrailing())
                .append('\n');
    }

    /** Adds an empty line. */
    public void blank() {
        text.append('\n');
    }

    /**
     * Adds a table whose columns are as wide as their widest cell, the last one unpadded.
     *
     * @param alignment one character a column, {@code l} or {@code r}
     * @param rows the rows, the header among them
     */
    public void table(String alignment, List<List<String>> rows) {
        write(
                alignment,
                rows.stream()
                        .map(row -> row.stream().map(Labels::line).toList())
                        .toList());
    }

    private void write(String alignment, List<List<String>> rows) {
        int columns = alignment.length();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                String padding = " ".repeat(widths[c] - row.get(c).length());
                cells.add(alignment.charAt(c) == 'r' ? padding + row.get(c) : row.get(c) + padding);
            }
            text.append(String.join(GAP, cells).stripTrailing()).append('\n');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
