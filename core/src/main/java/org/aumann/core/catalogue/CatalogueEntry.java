package org.aumann.core.catalogue;

import java.util.List;

/**
 * A game of the catalogue, as far as it can be described before its parameters are chosen.
 *
 * @param id the name before the parentheses, as in OpenSpiel
 * @param description one line
 * @param kind how the game is given
 * @param parameters in the order of the canonical name
 */
public record CatalogueEntry(String id, String description, GameKind kind, List<CatalogueParameter> parameters) {
    /** Copies the list. */
    public CatalogueEntry {
        parameters = List.copyOf(parameters);
    }
}
