package org.aumann.app.report;

import java.nio.file.Path;
import org.aumann.core.InvalidInputException;
import org.aumann.core.format.AtomicFile;
import org.aumann.core.format.InputFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON: keys in the order of the components, numbers in full precision. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .build();

    private static final ObjectWriter INDENTED = MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT);

    /** Leaves streams open. */
    private static final ObjectWriter OPEN = MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    /** Refuses a key that is there twice. */
    private static final ObjectReader STRICT = MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private Json() {}

    /**
     * A document over several lines.
     *
     * @param document a record
     * @return JSON without a line break at the end
     */
    public static String document(Document document) {
        return INDENTED.writeValueAsString(document);
    }

    /**
     * An event on one line, as in NDJSON.
     *
     * @param event a record
     * @return JSON without a line break
     */
    public static String line(Record event) {
        return MAPPER.writeValueAsString(event);
    }

    /**
     * Writes a record to a file, which is replaced when everything is written, or not at all.
     *
     * @param file the file to create or replace
     * @param content a record
     * @throws InvalidInputException if there is no such folder
     * @throws java.io.UncheckedIOException if writing fails
     */
    static void write(Path file, Record content) {
        AtomicFile.write(file, out -> OPEN.writeValue(out, content));
    }

    /**
     * Reads a record from a file.
     *
     * @param file the file
     * @param type the record
     * @param expected what the file should hold, for messages
     * @param <T> the record
     * @return it
     * @throws InvalidInputException if the file does not hold one; one line with the place
     */
    static <T extends Record> T read(Path file, Class<T> type, String expected) {
        InputFile.requireFile(file);
        try {
            return STRICT.forType(type).readValue(file);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String message = "found no such JSON, expected " + expected;
            throw place == null
                    ? new InvalidInputException(file + ": " + message)
                    : new InvalidInputException(file.toString(), place.getLineNr(), place.getColumnNr(), message);
        }
    }
}
