package org.aumann.app.cli;

import java.io.PrintStream;
import java.util.stream.Stream;
import org.aumann.app.report.Document;
import org.aumann.app.report.Event;
import org.aumann.app.report.Json;
import org.aumann.app.report.LogLine;
import org.aumann.app.report.TextReport;
import org.aumann.app.task.TaskListener;
import org.aumann.core.format.Labels;

/**
 * What a command says, in the form that was asked for: a report for people or one JSON document, with
 * progress or quietly. Safe for use by several threads.
 */
final class Output implements TaskListener, AutoCloseable {
    private static final String LEVEL = "INFO";

    private final Streams streams;
    private final boolean json;
    private final boolean quiet;
    private final LiveLine live;

    Output(Streams streams, CommonOptions common) {
        this.streams = streams;
        this.json = common.json();
        this.quiet = common.quiet();
        this.live = new LiveLine(streams.err(), streams.terminal() && !json && !quiet);
    }

    @Override
    public void result(Document document) {
        if (json) {
            print(streams.out(), Json.document(document));
        } else {
            TextReport text = new TextReport();
            document.writeTo(text);
            print(streams.out(), text.toString().stripTrailing());
        }
    }

    /**
     * Prints a result of many parts: for programs one object a line, the last one of all of them; for people that one
     * alone.
     */
    @Override
    public <D extends Record & Document> void results(Stream<? extends Record> parts, D whole) {
        if (json) {
            parts.forEach(part -> streams.out().println(Json.line(part)));
            print(streams.out(), Json.line(whole));
        } else {
            result(whole);
        }
    }

    @Override
    public void row(String line) {
        if (!json && !quiet) {
            print(streams.out(), Labels.line(line));
        }
    }

    @Override
    public void event(String name, Record body) {
        if (json && !quiet) {
            print(streams.err(), Json.line(new Event(name, body)));
        }
    }

    /** Shows it to somebody who is watching, if it takes longer than a moment. */
    @Override
    public void status(String text) {
        live.show(Labels.line(text));
    }

    @Override
    public void log(String message) {
        if (json) {
            event("log", new LogLine(LEVEL, message));
        } else if (!quiet) {
            print(streams.err(), "[" + LEVEL + "] " + Labels.line(message));
        }
    }

    private void print(PrintStream stream, String text) {
        live.clear();
        stream.println(text);
        stream.flush();
    }

    @Override
    public void close() {
        live.close();
    }
}
