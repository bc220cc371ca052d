package org.aumann.app.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipFile;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.GameProvider;
import org.aumann.solvers.MetaSolverProvider;
import picocli.CommandLine;

/**
 * The jars and folders of {@code --classpath}. Their games and meta-solvers are found through the context class loader of
 * the thread, as those of a program that has Aumann as a library.
 */
final class ForeignClasses implements AutoCloseable {
    /** The option that names them. */
    static final String OPTION = "--classpath";

    private final URLClassLoader loader;

    private ForeignClasses(URLClassLoader loader) {
        this.loader = loader;
    }

    /**
     * The classes that a command line asks for.
     *
     * @param arguments the command line
     * @return the classes, none without the option
     * @throws InvalidInputException if there is nothing of that name, or neither a game nor a meta-solver in it
     */
    static ForeignClasses of(String... arguments) {
        // Before the options of the commands are read: they may be about what is loaded.
        CommonOptions options = new CommonOptions();
        new CommandLine(options)
                .setUnmatchedArgumentsAllowed(true)
                .setExpandAtFiles(false)
                .parseArgs(arguments);
        String classpath = options.classpath();
        List<URL> places = new ArrayList<>();
        if (classpath != null) {
            for (String place : classpath.split(File.pathSeparator, -1)) {
                places.add(url(place));
            }
        }
        ClassLoader parent = Thread.currentThread().getContextClassLoader();
        URLClassLoader loader = new URLClassLoader(OPTION, places.toArray(URL[]::new), parent);
        if (classpath != null && !brings(loader, GameProvider.class) && !brings(loader, MetaSolverProvider.class)) {
            throw new InvalidInputException(OPTION + ": found neither games nor meta-solvers in " + classpath
                    + ", expected a file META-INF/services/" + GameProvider.class.getName() + " or "
                    + MetaSolverProvider.class.getName());
        }
        return new ForeignClasses(loader);
    }

    private static boolean brings(URLClassLoader loader, Class<?> service) {
        return loader.findResource("META-INF/services/" + service.getName()) != null;
    }

    private static URL url(String place) {
        File file = new File(place);
        if (!file.isDirectory() && !isJar(file)) {
            String found = file.exists() ? "something else" : "nothing";
            throw new InvalidInputException(
                    OPTION + ": found " + found + " at '" + place + "', expected a jar or a folder");
        }
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("every path has a URL", e);
        }
    }

    private static boolean isJar(File file) {
        try (ZipFile jar = new ZipFile(file)) {
            return jar.size() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Does something with the classes there.
     *
     * @param <T> what comes of it
     * @param action what to do
     * @return what came of it
     */
    <T> T call(Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * The class of others in which something was thrown, or that called what threw it.
     *
     * @param thrown what was thrown
     * @return the innermost method of theirs; empty if there is none
     */
    static Optional<String> thrower(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> OPTION.equals(frame.getClassLoaderName()))
                .map(frame ->
                        "class " + frame.getClassName() + " of " + OPTION + ", method " + frame.getMethodName() + ",")
                .findFirst();
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
