package org.aumann.app.task;

import java.util.stream.Stream;
import org.aumann.app.report.Document;

/** Is told how a task goes and what comes of it. Solvers may call it from several threads. */
public interface TaskListener {
    /**
     * Says what goes on now.
     *
     * @param text a few words, such as {@code solving}
     */
    void status(String text);

    /**
     * Says what has happened, for programs.
     *
     * @param name what
     * @param body more of it
     */
    void event(String name, Record body);

    /**
     * Says what is worth knowing afterwards.
     *
     * @param message one line
     */
    void log(String message);

    /**
     * Says a part of the result, for people, as soon as it is there.
     *
     * @param line a row of a table
     */
    void row(String line);

    /**
     * Gives the result.
     *
     * @param document the result
     */
    void result(Document document);

    /**
     * Gives a result of many parts, instead of {@link #result}.
     *
     * @param parts one record each, for programs
     * @param whole all of them together
     * @param <D> the document
     */
    <D extends Record & Document> void results(Stream<? extends Record> parts, D whole);
}
