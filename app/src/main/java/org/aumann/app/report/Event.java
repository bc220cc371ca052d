package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Something that has happened.
 *
 * @param event what: {@code solve}, {@code round}, {@code batch}, {@code iteration} or {@code log}
 * @param body more of it
 */
public record Event(String event, @JsonUnwrapped Record body) {}
