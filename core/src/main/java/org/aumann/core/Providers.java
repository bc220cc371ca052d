package org.aumann.core;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** What others bring for an interface of ours, by {@link ServiceLoader}. */
public final class Providers {
    private Providers() {}

    /**
     * The implementations of an interface that the class loader of this thread finds.
     *
     * @param <P> the interface
     * @param service the interface
     * @return a new object of each
     * @throws InvalidInputException if one cannot be made; the message is one line and names the class
     */
    public static <P> List<P> of(Class<P> service) {
        try {
            return ServiceLoader.load(service).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError e) {
            Throwable cause = e.getCause();
            throw new InvalidInputException(e.getMessage() + (cause == null ? "" : ": " + cause));
        }
    }
}
