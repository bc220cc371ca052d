package org.aumann.app.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.aumann.app.report.Document;

/** Keeps what a task says. */
class Recording implements TaskListener {
    final List<String> statuses = new CopyOnWriteArrayList<>();
    final List<Record> events = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> rows = new CopyOnWriteArrayList<>();
    final List<Document> results = new CopyOnWriteArrayList<>();

    @Override
    public void status(String text) {
        statuses.add(text);
    }

    @Override
    public void event(String name, Record body) {
        events.add(body);
    }

    @Override
    public void log(String message) {
        log.add(message);
    }

    @Override
    public void row(String line) {
        rows.add(line);
    }

    @Override
    public void result(Document document) {
        results.add(document);
    }

    @Override
    public <D extends Record & Document> void results(Stream<? extends Record> parts, D whole) {
        parts.forEach(events::add);
        result(whole);
    }
}
