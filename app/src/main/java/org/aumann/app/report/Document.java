package org.aumann.app.report;

/**
 * The result of a command. The record components are the keys of the JSON document, stable from now on.
 */
public interface Document {
    /**
     * Writes the result for people.
     *
     * @param text the report to add to
     */
    void writeTo(TextReport text);
}
