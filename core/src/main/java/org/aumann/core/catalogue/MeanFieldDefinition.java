package org.aumann.core.catalogue;

import java.util.Map;
import java.util.function.Function;
import org.aumann.core.meanfield.MeanFieldGame;

/** What the catalogue needs to know about a mean-field game. */
final class MeanFieldDefinition {
    private final ParameterList parameters;
    private final Function<GameArguments, MeanFieldGame> factory;

    MeanFieldDefinition(
            String id, String description, Function<GameArguments, MeanFieldGame> factory, ParameterRule... rules) {
        this(id, description, factory, Map.of(), rules);
    }

    /** With published instances, as in {@link ParameterList}. */
    MeanFieldDefinition(
            String id,
            String description,
            Function<GameArguments, MeanFieldGame> factory,
            Map<String, Map<String, String>> instances,
            ParameterRule... rules) {
        this.parameters = new ParameterList(id, GameKind.MEAN_FIELD, description, instances, rules);
        this.factory = factory;
    }

    CatalogueEntry entry() {
        return parameters.entry();
    }

    MeanFieldGame game(GameSpecification specification) {
        return factory.apply(parameters.arguments(specification));
    }
}
