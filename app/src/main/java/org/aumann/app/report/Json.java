package org.aumann.app.report;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON: keys in the order of the components, numbers in full precision. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .build();

    private static final ObjectWriter INDENTED = MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT);

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
}
