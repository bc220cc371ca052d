package org.aumann.core.catalogue;

import java.util.Map;
import java.util.function.Function;
import org.aumann.core.meanfield.MeanFieldGame;
import org.aumann.core.stochastic.StochasticGame;

/**
 * What the catalogue of one kind of games needs to know about a game.
 *
 * @param <G> what the catalogue makes
 */
final class KindDefinition<G> {
    private final ParameterList parameters;
    private final Function<GameArguments, ? extends G> factory;

    private KindDefinition(ParameterList parameters, Function<GameArguments, ? extends G> factory) {
        this.parameters = parameters;
        this.factory = factory;
    }

    static KindDefinition<MeanFieldGame> meanField(
            String id, String description, Function<GameArguments, MeanFieldGame> factory, ParameterRule... rules) {
        return meanField(id, description, factory, Map.of(), rules);
    }

    /** With published instances, as in {@link ParameterList}. */
    static KindDefinition<MeanFieldGame> meanField(
            String id,
            String description,
            Function<GameArguments, MeanFieldGame> factory,
            Map<String, Map<String, String>> instances,
            ParameterRule... rules) {
        return new KindDefinition<>(new ParameterList(id, GameKind.MEAN_FIELD, description, instances, rules), factory);
    }

    static KindDefinition<StochasticGame<?>> stochastic(
            String id, String description, Function<GameArguments, StochasticGame<?>> factory, ParameterRule... rules) {
        return new KindDefinition<>(new ParameterList(id, GameKind.STOCHASTIC, description, Map.of(), rules), factory);
    }

    CatalogueEntry entry() {
        return parameters.entry();
    }

    G game(GameSpecification specification) {
        return factory.apply(parameters.arguments(specification));
    }
}
