package org.aumann.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aumann.core.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads a YAML file that is one flat map, keeping the places of its keys. */
final class SettingsReader {
    private final Path file;
    private final List<Setting> settings = new ArrayList<>();

    private SettingsReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its lines, every key once
     * @throws InvalidInputException if it is anything else than one flat map
     */
    static List<Setting> read(Path file) {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            String found = Files.exists(file) ? "a folder" : "no file";
            throw new InvalidInputException(file + ": found " + found + ", expected an experiment");
        }
        SettingsReader reader = new SettingsReader(file);
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), in)) {
            reader.read(parser);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            throw place == null
                    ? new InvalidInputException(file + ": " + e.getOriginalMessage())
                    : reader.error(place, String.valueOf(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.settings;
    }

    private void read(JsonParser parser) {
        expect(parser, parser.nextToken() == JsonToken.START_OBJECT, "lines of the form 'key: value'");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            TokenStreamLocation place = parser.currentTokenLocation();
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            expect(parser, value.isScalarValue() && value != JsonToken.VALUE_NULL, "one value of key '" + key + "'");
            Setting setting =
                    new Setting(file.toString(), key, parser.getString(), place.getLineNr(), place.getColumnNr());
            if (Setting.find(settings, key).isPresent()) {
                throw setting.error("found key '" + key + "' again, expected it once");
            }
            settings.add(setting);
        }
        expect(parser, parser.nextToken() == null, "the end of the file after one map");
    }

    private void expect(JsonParser parser, boolean isFound, String expected) {
        if (!isFound) {
            throw error(parser.currentTokenLocation(), "found something else than " + expected);
        }
    }

    private InvalidInputException error(TokenStreamLocation place, String message) {
        return new InvalidInputException(file.toString(), place.getLineNr(), place.getColumnNr(), message);
    }
}
