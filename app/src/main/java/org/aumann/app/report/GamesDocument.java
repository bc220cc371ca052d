package org.aumann.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.aumann.core.catalogue.CatalogueEntry;
import org.aumann.core.catalogue.CatalogueParameter;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.catalogue.StochasticCatalogue;

/**
 * The result of {@code aumann games}.
 *
 * @param games everything in the catalogues
 */
public record GamesDocument(List<GameEntry> games) implements Document {
    /** Copies the list. */
    public GamesDocument {
        games = List.copyOf(games);
    }

    /**
     * A game of the catalogue.
     *
     * @param id the name before the parentheses
     * @param kind {@code extensive}, {@code normal-form}, {@code mean-field} or {@code stochastic}
     * @param description one line
     * @param parameters what may stand between the parentheses
     */
    public record GameEntry(String id, String kind, String description, List<Parameter> parameters) {
        /** Copies the list. */
        public GameEntry {
            parameters = List.copyOf(parameters);
        }

        private static GameEntry of(CatalogueEntry entry) {
            return new GameEntry(
                    entry.id(),
                    entry.kind().label(),
                    entry.description(),
                    entry.parameters().stream().map(Parameter::of).toList());
        }
    }

    /**
     * A parameter of a game.
     *
     * @param name the name before the {@code =}
     * @param type what kind of value it takes
     * @param defaultValue the value where none is given
     * @param range the values it may take
     * @param description one line
     */
    public record Parameter(String name, String type, String defaultValue, String range, String description) {
        private static Parameter of(CatalogueParameter parameter) {
            return new Parameter(
                    parameter.name(),
                    parameter.type().label().toLowerCase(Locale.ROOT),
                    parameter.defaultValue(),
                    parameter.range(),
                    parameter.description());
        }
    }

    /**
     * The document of the catalogue.
     *
     * @return the document
     */
    public static GamesDocument ofCatalogue() {
        return new GamesDocument(
                Stream.of(GameCatalogue.entries(), MeanFieldCatalogue.entries(), StochasticCatalogue.entries())
                        .flatMap(List::stream)
                        .map(GameEntry::of)
                        .toList());
    }

    @Override
    public void writeTo(TextReport text) {
        for (GameEntry game : games) {
            text.blank();
            text.line(game.id(), "(" + game.kind() + ") " + game.description());
            List<List<String>> rows = new ArrayList<>();
            for (Parameter parameter : game.parameters()) {
                rows.add(List.of(
                        "   ",
                        parameter.name() + "=" + parameter.defaultValue(),
                        parameter.range(),
                        parameter.description()));
            }
            text.table("llll", rows);
        }
    }
}
