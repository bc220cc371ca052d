package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.payoff.JointActionIndex;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A command line and the right answer, from a file in {@code golden}; its README says how one is written. */
final class GoldenCase {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private static final Set<String> KEYS =
            Set.of("about", "command", "each", "exit", "expect", "agrees", "out", "err");

    /** What can fail, besides the exit status. */
    private static final List<String> EXPECTATIONS = List.of("expect", "agrees", "out", "err");

    /** Issues whose fixes are on their way. */
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|\\S+");

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
    private static final String SIGMA = "sigma";
    private static final Pattern DOT = Pattern.compile("\\.");

    private final Path file;
    private final JsonNode content;
    private final Map<String, String> variables;

    private GoldenCase(Path file, JsonNode content, Map<String, String> variables) {
        this.file = file;
        this.content = content;
        this.variables = variables;
    }

    /** Reads a file: one case, or one for every row of {@code each}. */
    static List<GoldenCase> read(Path file) {
        JsonNode content = YAML.readTree(file);
        require(content.isObject(), file + " must be a map of keys to values");
        content.propertyNames().forEach(key -> require(KEYS.contains(key), file + ": key '" + key + "' is unknown"));
        require(content.has("command"), file + " must have a command");
        require(EXPECTATIONS.stream().anyMatch(content::has), file + " must say what is right: one of " + EXPECTATIONS);
        return rows(content.path("each")).stream()
                .map(row -> new GoldenCase(file, content, row))
                .toList();
    }

    /** A list of rows is taken as it is; of a map of lists, every combination. */
    private static List<Map<String, String>> rows(JsonNode each) {
        List<Map<String, String>> rows = new ArrayList<>();
        if (each.isArray()) {
            each.forEach(row -> rows.add(row(row)));
            return rows;
        }
        rows.add(Map.of());
        for (Map.Entry<String, JsonNode> variable : each.properties()) {
            List<Map<String, String>> shorter = List.copyOf(rows);
            rows.clear();
            for (Map<String, String> row : shorter) {
                for (JsonNode value : variable.getValue()) {
                    Map<String, String> longer = new LinkedHashMap<>(row);
                    longer.put(variable.getKey(), value.asString());
                    rows.add(longer);
                }
            }
        }
        return rows;
    }

    private static Map<String, String> row(JsonNode row) {
        Map<String, String> values = new LinkedHashMap<>();
        row.properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asString()));
        return values;
    }

    private static void require(boolean isMet, String message) {
        if (!isMet) {
            throw new IllegalArgumentException(message);
        }
    }

    String command() {
        return filled(content.get("command").asString());
    }

    /** The values of the variables in a text. */
    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String value = variables.get(match.group(1));
            require(value != null, file + ": variable $" + match.group(1) + " is not in 'each'");
            return Matcher.quoteReplacement(value);
        });
    }

    /** Runs the command and compares. */
    void run(Path scratch) {
        if (content.has("out") || content.has("err")) {
            Invocation text = Invocation.of(arguments(command()).toArray(String[]::new));
            checkExit(text);
            checkText("out", text.out());
            checkText("err", text.err());
        }
        if (content.has("expect") || content.has("agrees")) {
            Answer answer = answer(command(), scratch.resolve("sigma.npy"));
            checkExit(answer.invocation);
            content.path("expect").properties().forEach(expected -> {
                Object actual = answer.at(expected.getKey());
                Condition condition = Condition.of(filled(expected.getValue().asString()));
                assertThat(condition.accepts(actual))
                        .as("%s: %s is %s, expected %s", command(), expected.getKey(), actual, condition)
                        .isTrue();
            });
            if (content.has("agrees")) {
                checkAgreement(answer, scratch.resolve("other.npy"));
            }
        }
    }

    private void checkExit(Invocation invocation) {
        assertThat(invocation.status())
                .as("exit status of '%s': %s", command(), invocation.err())
                .isEqualTo(content.path("exit").asInt(ExitStatus.OK));
    }

    private void checkText(String stream, String actual) {
        JsonNode expected = content.path(stream);
        expected.propertyNames()
                .forEach(key ->
                        require(Set.of("contains", "lacks", "lines").contains(key), file + ": " + stream + "." + key));
        expected.path("contains").forEach(part -> assertThat(actual).contains(filled(part.asString())));
        expected.path("lacks").forEach(part -> assertThat(actual).doesNotContain(filled(part.asString())));
        if (expected.has("lines")) {
            assertThat(actual.lines()).hasSize(expected.get("lines").asInt());
        }
    }

    private void checkAgreement(Answer answer, Path scratch) {
        JsonNode agrees = content.get("agrees");
        String command = filled(agrees.path("with").asString());
        Answer other = answer(command, scratch);
        require(!agrees.path("within").isEmpty(), file + ": agrees must say in what, and within which distance");
        agrees.path("within").properties().forEach(entry -> {
            double distance = Double.parseDouble(entry.getValue().asString());
            if (entry.getKey().equals(SIGMA)) {
                assertThat(answer.sigma().toArray())
                        .as("sigma of '%s', as of '%s'", command(), command)
                        .containsExactly(other.sigma().toArray(), within(distance));
            } else {
                assertThat((Double) answer.at(entry.getKey()))
                        .as("%s of '%s', as of '%s'", entry.getKey(), command(), command)
                        .isCloseTo((Double) other.at(entry.getKey()), within(distance));
            }
        });
    }

    /** What a command says in JSON, and the distribution that it writes. */
    private record Answer(Invocation invocation, Path sigmaFile) {
        Object at(String path) {
            if (path.startsWith(SIGMA + ".")) {
                int[] actions = DOT.splitAsStream(path.substring(SIGMA.length() + 1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
                JointDistribution sigma = sigma();
                return sigma.probability(sigma.index().jointAction(actions));
            }
            JsonNode node = invocation.json();
            for (String key : DOT.split(path, -1)) {
                node = node.isArray() ? node.path(Integer.parseInt(key)) : node.path(key);
            }
            return node.isNumber() ? node.asDouble() : node.asString();
        }

        JointDistribution sigma() {
            int[] actions = invocation
                    .json()
                    .get("actions")
                    .valueStream()
                    .mapToInt(JsonNode::asInt)
                    .toArray();
            return DistributionFiles.readNormalised(sigmaFile, JointActionIndex.of(actions))
                    .sigma();
        }
    }

    private Answer answer(String command, Path sigma) {
        List<String> arguments = new ArrayList<>(arguments(command));
        Stream.of("--json", "--quiet")
                .filter(option -> !arguments.contains(option))
                .forEach(arguments::add);
        boolean isSolve = arguments.getFirst().equals("solve");
        if (isSolve && !arguments.contains("--symmetric")) {
            arguments.addAll(List.of("--out", sigma.toString()));
        }
        return new Answer(Invocation.of(arguments.toArray(String[]::new)), sigma);
    }

    /** The words of a command; those that name a file beside the case, with its folder. */
    private List<String> arguments(String command) {
        return ARGUMENT.matcher(command)
                .results()
                .map(match -> match.group(1) != null
                        ? match.group(1)
                        : match.group(2) != null ? match.group(2) : match.group())
                .map(word -> {
                    Path beside = file.resolveSibling(word);
                    return Files.isRegularFile(beside) ? beside.toString() : word;
                })
                .toList();
    }

    /** What a value must be: {@code 6 ± 1e-6}, {@code <= 1e-6}, {@code >= 2}, or exactly what is written. */
    private record Condition(String text) {
        private static final Pattern COMPARISON = Pattern.compile("(<=|>=)\\s*(\\S+)");
        private static final Pattern NEAR = Pattern.compile("(\\S+)\\s*(?:±|\\+-)\\s*(\\S+)");

        static Condition of(String text) {
            return new Condition(text.strip());
        }

        boolean accepts(Object actual) {
            Matcher near = NEAR.matcher(text);
            Matcher comparison = COMPARISON.matcher(text);
            if (near.matches()) {
                double distance = Double.parseDouble(near.group(2));
                return actual instanceof Double number
                        && Math.abs(number - Double.parseDouble(near.group(1))) <= distance;
            }
            if (comparison.matches()) {
                double bound = Double.parseDouble(comparison.group(2));
                return actual instanceof Double number
                        && (comparison.group(1).equals("<=") ? number <= bound : number >= bound);
            }
            return actual instanceof Double number ? number == number(text) : actual.equals(text);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException _) {
                return Double.NaN;
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** All files of cases below a folder. */
    static List<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file.subpath(Math.max(0, file.getNameCount() - 2), file.getNameCount()) + ": " + command();
    }
}
