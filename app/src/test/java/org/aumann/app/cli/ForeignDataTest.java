package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files as other programs write them. */
class ForeignDataTest {
    @TempDir
    private Path folder = Path.of("");

    private String npy(String name, String shape, double... numbers) {
        return GameFiles.write(folder, name, GameFiles.npy(shape, numbers)).toString();
    }

    private static JsonNode json(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "--quiet";
        Invocation invocation = Invocation.of(all);
        assertThat(invocation.status()).as(invocation.err()).isEqualTo(ExitStatus.OK);
        return invocation.json();
    }

    private static void assertRefused(String message, String... arguments) {
        Invocation invocation = Invocation.of(arguments);
        assertThat(invocation.err()).isEqualTo("aumann: " + message + "\n");
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    private String text(String name, String text) {
        return GameFiles.write(folder, name, text).toString();
    }

    /** In chicken, half and half at (dare, chicken) and (chicken, dare) is a CE of welfare 9. */
    @Test
    void gapNormalisesRoundingAndSaysSo() {
        String sigma = npy("sigma.npy", "(2, 2)", -1e-9, 0.5, 0.5 + 1e-6, 0);

        JsonNode json = json("gap", "matrix_chicken", "--sigma", sigma);
        assertThat(json.get("normalised").get("sum").asDouble()).isEqualTo(-1e-9 + 0.5 + (0.5 + 1e-6));
        assertThat(json.get("normalised").get("clipped").asDouble()).isEqualTo(1e-9);
        assertThat(json.get("normalised").get("most").asDouble()).isCloseTo(5e-7, within(1e-11));
        assertThat(json.get("welfare").asDouble()).isCloseTo(9, within(1e-9));
        assertThat(Invocation.of("gap", "matrix_chicken", "--sigma", sigma).out())
                .contains("normalised  sum was 1 + 9.990e-07, 1.000e-09 below 0 clipped, "
                        + "no probability changed by more than 5.000e-07");
        assertRefused(
                sigma + ": probability (-1.0E-9) of joint action 0 must be at least 0",
                "gap",
                "matrix_chicken",
                "--sigma",
                sigma,
                "--strict");
    }

    @Test
    void gapSaysNothingOfADistribution() {
        String sigma = npy("sigma.npy", "(2, 2)", 0, 0.5, 0.5, 0);
        assertThat(json("gap", "matrix_chicken", "--sigma", sigma).has("normalised"))
                .isFalse();
        assertThat(json("gap", "matrix_chicken", "--sigma", sigma, "--strict"))
                .isEqualTo(json("gap", "matrix_chicken", "--sigma", sigma));
    }

    @Test
    void aPriorIsNormalisedToo() {
        String prior = npy("prior.npy", "(2, 2)", 0.25, 0.25, 0.25, 0.25 + 1e-6);
        Invocation invocation = Invocation.of("solve", "matrix_chicken", "--solver", "rece", "--prior", prior);
        assertThat(invocation.status()).isEqualTo(ExitStatus.OK);
        assertThat(invocation.err())
                .contains("[INFO] " + prior + " normalised: sum was 1 + 1.000e-06, "
                        + "no probability changed by more than 2.500e-07");
    }

    /** Matching pennies and a coordination game, from one matrix. */
    @Test
    void aMatrixOfOnePlayer() {
        String matrix = text("matrix.csv", "1,-1\n-1,1\n");
        JsonNode zeroSum = json("solve", matrix, "--matrix", "zero_sum", "--solver", "nash");
        assertThat(zeroSum.get("values").get(0).asDouble()).isCloseTo(0, within(1e-9));
        assertThat(zeroSum.get("entropy").asDouble()).isCloseTo(Math.log(4), within(1e-6));
        JsonNode symmetric = json("solve", matrix, "--matrix", "symmetric", "--solver", "mwce");
        assertThat(symmetric.get("welfare").asDouble()).isCloseTo(2, within(1e-9));
        assertThat(json("solve", matrix, "--matrix", "symmetric", "--solver", "mwce", "--symmetric")
                        .get("welfare")
                        .asDouble())
                .isCloseTo(2, within(1e-9));
        String sigma = npy("sigma.npy", "(2, 2)", 0.5, 0, 0, 0.5);
        assertThat(json("gap", matrix, "--matrix", "zero_sum", "--sigma", sigma)
                        .get("gap")
                        .get("ce")
                        .get("sum")
                        .asDouble())
                .isEqualTo(2);
        String out = folder.resolve("game.npy").toString();
        json("convert", matrix, out, "--matrix", "symmetric");
        assertThat(json("solve", out, "--solver", "mwce").get("welfare").asDouble())
                .isCloseTo(2, within(1e-9));
    }

    @Test
    void aMatrixNeedsTheOption() {
        String matrix = text("matrix.csv", "3,0\n5,1\n");
        assertRefused(
                matrix
                        + ": found a matrix of one player's payoffs, expected --matrix zero_sum or --matrix symmetric to "
                        + "say what the other one gets",
                "solve",
                matrix);
        assertRefused(
                "matrix_rps: found a game of the catalogue, expected a matrix of one player's payoffs for --matrix",
                "solve",
                "matrix_rps",
                "--matrix",
                "zero_sum");
        assertRefused(
                "congestion: found a game of the catalogue, expected match results (.csv) for --one-population",
                "solve",
                "congestion",
                "--symmetric",
                "--one-population");
        assertRefused(
                "Invalid value for option '--columns': found 'agent', expected agents=NAME,scores=NAME or "
                        + "agent_0=NAME,score_0=NAME,agent_1=NAME,...",
                "solve",
                matrix,
                "--columns",
                "agent");
    }

    /** In one population, the mirrored match is the same one. */
    @Test
    void matchesCountInAnyOrder() {
        String league = text("league.csv", "home,hg,away,ag,date\nA,1,B,0,x\nB,1,A,0,x\nA,2,A,0,y\nB,1,B,1,y\n");
        JsonNode json = json(
                "solve",
                league,
                "--columns",
                "agent_0=home,score_0=hg,agent_1=away,score_1=ag",
                "--one-population",
                "--symmetric",
                "--solver",
                "mwce");
        assertThat(json.get("actions").toString()).isEqualTo("[2,2]");
        assertThat(json.get("welfare").asDouble()).isCloseTo(2, within(1e-9));
    }

    /** What agents score is a set: in copies of an agent, rows in another order are no other payoffs. */
    @Test
    void copiesOfAnAgentAreAlike() {
        StringBuilder rows = new StringBuilder("agent_0,score_0,agent_1,score_1\n");
        String[] orders = {"0.1 0.7 0.3 0.6 0.2 0.9 1", "0.1 0.6 0.7 0.3 0.9 1 0.2"};
        for (int first = 0; first < 2; first++) {
            for (int second = 0; second < 2; second++) {
                for (String score : orders[first ^ second].split(" ", -1)) {
                    rows.append((char) ('A' + first) + "," + score + "," + (char) ('A' + second) + "," + score + "\n");
                }
            }
        }
        JsonNode json = json("solve", text("copies.csv", rows.toString()), "--solver", "mgce");
        assertThat(json.get("gini").asDouble()).isCloseTo(0.75, within(1e-9));
        assertThat(json.get("certifiedEpsilon").get("ce").asDouble()).isZero();
    }

    private static final String NO_SELF_PLAY = """
            agent_0,score_0,agent_1,score_1
            Beta,0,Alpha,1
            Alpha,1,Gamma,0
            Gamma,1,Beta,0
            Beta,1,Gamma,0
            """;

    /** Alpha beats both of the others, who draw: (1 − ε) against ε from each, and half and half between them. */
    @Test
    void onePopulationIsRankedWithoutSelfPlay() {
        String league = text("league.csv", NO_SELF_PLAY);
        JsonNode json = json("solve", league, "--solver", "alpharank", "--one-population");
        JsonNode ranking = json.get("ranking");
        assertThat(ranking.get(0).get("agent").asString()).isEqualTo("Alpha");
        assertThat(ranking.get(0).get("mass").asDouble()).isCloseTo(0.99 / 1.01, within(1e-12));
        assertThat(ranking.get(1).get("agent").asString()).isEqualTo("Beta");
        assertThat(ranking.get(1).get("rank").asInt()).isEqualTo(2);
        assertThat(ranking.get(2).get("rank").asInt()).isEqualTo(2);
        assertThat(ranking.get(2).get("mass").asDouble()).isCloseTo(0.01 / 1.01, within(1e-12));
        assertThat(ranking.get(0).has("player")).isFalse();
        assertThat(json.has("alpha")).isFalse();
        assertThat(json.get("agents").asInt()).isEqualTo(3);
        assertThat(Invocation.of("solve", league, "--solver", "alpharank", "--one-population")
                        .out())
                .contains(
                        "game        league\n",
                        "size        3 agents of one population\n",
                        "solver      alpharank, infinite intensity, perturbed by 0.01\n",
                        "ranking  mass            agent\n",
                        "  1      0.9801980198    Alpha\n",
                        "  2      0.009900990099  Gamma\n");
        assertRefused(
                league
                        + ": found no match of 'Beta' against itself, nor of 2 other agents, expected one of each; add rows "
                        + "for them, or rank the agents with --solver alpharank --one-population, which needs none",
                "solve",
                league,
                "--one-population");
    }

    /** Alpha wins 1 against each: e^{(m−1) α} times the mass, twice over. */
    @Test
    void onePopulationAtFiniteIntensity() {
        String league = text("league.csv", NO_SELF_PLAY);
        JsonNode json = json(
                "solve",
                league,
                "--solver",
                "alpharank",
                "--one-population",
                "--alpha",
                "0.1",
                "--population-size",
                "5");
        double odds = Math.exp(4 * 0.1);
        assertThat(json.get("ranking").get(0).get("mass").asDouble()).isCloseTo(odds / (odds + 2), within(1e-12));
        assertThat(json.get("alpha").asDouble()).isEqualTo(0.1);
        assertThat(json.get("populationSize").asInt()).isEqualTo(5);
        assertThat(Invocation.of("solve", league, "--solver", "alpharank", "--one-population", "--alpha", "0.1")
                        .out())
                .contains("alpha 0.1, population of 50");
    }

    /** Whatever symmetric game of two players there is: rock, paper and scissors are alike. */
    @Test
    void onePopulationOfASymmetricGame() {
        String matrix = text("rps.csv", "0,-1,1\n1,0,-1\n-1,1,0\n");
        for (JsonNode json : List.of(
                json("solve", matrix, "--matrix", "zero_sum", "--solver", "alpharank", "--one-population"),
                json("solve", "matrix_rps", "--solver", "alpharank", "--one-population"))) {
            for (JsonNode rank : json.get("ranking")) {
                assertThat(rank.get("rank").asInt()).isEqualTo(1);
                assertThat(rank.get("mass").asDouble()).isCloseTo(1 / 3.0, within(1e-12));
            }
        }
    }

    /** The file of OpenSpiel's heuristic payoff tables. */
    @Test
    void tuplesNeedNoOption() {
        String tuples = text("tuples.csv", "agents,scores\n\"('a', 'b')\",\"(1, 0)\"\n");
        assertThat(json("solve", tuples).get("values").toString()).isEqualTo("[1.0,0.0]");
        JsonNode ranking = json("solve", tuples, "--solver", "alpharank", "--one-population")
                .get("ranking");
        assertThat(ranking.get(0).get("agent").asString()).isEqualTo("a");
        assertThat(ranking.get(0).get("mass").asDouble()).isCloseTo(0.99, within(1e-12));
    }

    @Test
    void namesCannotBreakTheRanking() {
        String league = text("league.csv", "agent_0,score_0,agent_1,score_1\n\"x\u001b[1m\ny\",1,z,0\n");
        assertThat(Invocation.of("solve", league, "--solver", "alpharank", "--one-population")
                        .out())
                .contains("\n  1      0.99  x [1m y\n  2      0.01  z\n");
        assertThat(json("solve", league, "--solver", "alpharank", "--one-population")
                        .get("ranking")
                        .get(0)
                        .get("agent")
                        .asString())
                .isEqualTo("x\u001b[1m\ny");
    }

    /** The prisoners' dilemma: (1 − ε) of each prisoner defect, or all of them at a finite intensity. */
    @Test
    void alphaRankOfSeparatePopulations() {
        JsonNode infinite = json("solve", "matrix_pd", "--solver", "alpharank");
        assertThat(infinite.get("ranking").size()).isEqualTo(4);
        JsonNode first = infinite.get("ranking").get(2);
        assertThat(first.get("player").asInt()).isEqualTo(1);
        assertThat(first.get("rank").asInt()).isEqualTo(1);
        assertThat(first.get("mass").asDouble()).isCloseTo(0.99, within(1e-12));
        JsonNode finite = json("solve", "matrix_pd", "--solver", "alpharank", "--alpha", "100");
        assertThat(finite.get("ranking").get(0).get("mass").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(finite.get("notes").toString()).contains("alpha=100.0, populationSize=50");
        assertThat(Invocation.of("solve", "matrix_pd", "--solver", "alpharank").out())
                .contains("ranking          mass  agent\n  1 of player 0  0.99  ");
        assertThat(json("solve", "matrix_pd", "--solver", "mwce").has("ranking"))
                .isFalse();
    }
}
