package org.aumann.app.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aumann.app.report.Document;
import org.aumann.app.report.GameSummary;
import org.aumann.app.report.GapDocument;
import org.aumann.app.report.MeanFieldGapDocument;
import org.aumann.app.report.MediatorDocument;
import org.aumann.app.report.NormalisationSummary;
import org.aumann.app.report.PerConcept;
import org.aumann.app.report.PolicyGapDocument;
import org.aumann.app.report.StationaryGapDocument;
import org.aumann.app.report.StationaryPolicyDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.NormalisedDistribution;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.format.GameReading;
import org.aumann.core.format.InputFile;
import org.aumann.core.game.GameTree;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.stochastic.StationaryPolicy;
import org.aumann.solvers.meanfield.MeanFieldGap;
import org.aumann.solvers.meanfield.Mediator;
import org.aumann.solvers.meta.Certificate;

/**
 * Certifies anybody's distribution: over joint actions, over joint policies, the mediator of a mean-field game, or
 * the policy of a stochastic one.
 *
 * @param game a file or a game of a catalogue
 * @param reading what a file leaves open
 * @param sigma the file of the distribution, or a folder with its policies
 * @param strict whether to refuse a distribution that has to be normalised
 * @param exact whether to certify in rational arithmetic, too
 * @param challengers who takes the places of the players of a stochastic game
 */
public record GapTask(
        String game, GameReading reading, Path sigma, boolean strict, boolean exact, List<Challenger> challengers)
        implements Task {
    /** Refuses what the kind of game leaves no room for. */
    public GapTask {
        challengers = List.copyOf(challengers);
        if (!challengers.isEmpty() && !GameSource.isStochastic(game)) {
            throw new InvalidInputException("--challenge: found " + game + ", expected a stochastic game");
        }
        if (GameSource.isMeanField(game)) {
            reading.requirePlain(game, "a mean-field game");
            requireInexact(exact, "a mean-field game, expected one with joint actions");
        } else if (GameSource.isStochastic(game)) {
            reading.requirePlain(game, "a stochastic game");
            requireInexact(exact, "a stochastic game, expected one with joint actions alone");
            requirePlay(strict);
        } else if (Files.isDirectory(sigma)) {
            reading.requirePlain(game, "a game for policies");
            requireInexact(exact, "a folder of policies, expected a distribution over actions");
        } else {
            ExactCertifier.requireSmall(exact, game);
        }
    }

    private static void requireInexact(boolean exact, String message) {
        if (exact) {
            throw new InvalidInputException("--exact: found " + message);
        }
    }

    private static void requirePlay(boolean strict) {
        if (strict) {
            throw new InvalidInputException("--strict: found a stochastic game, whose policies are never normalised");
        }
    }

    @Override
    public boolean run(TaskListener listener) {
        listener.status("reading " + game);
        listener.result(document(listener));
        return true;
    }

    private Document document(TaskListener listener) {
        if (GameSource.isMeanField(game)) {
            return ofDevice(listener);
        }
        if (GameSource.isStochastic(game)) {
            return ofStationaryPolicy(listener);
        }
        return Files.isDirectory(sigma) ? ofPolicies(listener) : ofActions(listener);
    }

    private GapDocument ofActions(TaskListener listener) {
        try (GameSource.Strategic source = GameSource.strategic(game, reading)) {
            ExactCertifier certifier = new ExactCertifier(exact, source);
            NormalisationSummary normalised = null;
            JointDistribution distribution;
            if (strict) {
                distribution = DistributionFiles.read(sigma, source.game());
            } else {
                NormalisedDistribution read = DistributionFiles.readNormalised(sigma, source.game());
                distribution = read.sigma();
                normalised = NormalisationSummary.of(read);
            }
            listener.status("certifying");
            Certificate certificate = Certificate.of(source.game().payoffs(), distribution);
            return GapDocument.of(
                    certificate, distribution.index(), source.summary(), normalised, certifier.check(distribution));
        }
    }

    private PolicyGapDocument ofPolicies(TaskListener listener) {
        GameTree tree = GameSource.tree(game);
        PolicyFolder.Content content = new PolicyFolder(sigma).read(tree);
        NormalisationSummary normalised = NormalisationSummary.of(content.sigma());
        if (strict && normalised != null) {
            throw new InvalidInputException(
                    sigma + ": found a distribution to be normalised (" + normalised.describe() + "), expected none");
        }
        listener.status("certifying");
        JointDistribution distribution = content.sigma().sigma();
        return PolicyGapDocument.of(
                PerConcept.of(concept -> ExtensiveReference.gains(tree, content.populations(), distribution, concept)),
                distribution.index(),
                GameSummary.of(tree),
                normalised);
    }

    private StationaryGapDocument ofStationaryPolicy(TaskListener listener) {
        StationaryPolicy policy = StationaryPolicyDocument.read(sigma, GameSource.stochastic(game));
        listener.status("certifying");
        return StationaryGapDocument.of(
                policy,
                challengers.stream()
                        .flatMap(challenger -> challenger.challenge(policy).stream())
                        .toList());
    }

    private MeanFieldGapDocument ofDevice(TaskListener listener) {
        MeanFieldModel model = GameSource.meanField(game);
        MediatorDocument document = MediatorDocument.read(sigma);
        List<List<MeanFieldPolicy>> policies = InputFile.located(sigma.toString(), () -> document.policies(model));
        Mediator mediator = InputFile.located(sigma.toString(), document::mediator);
        listener.status("certifying");
        return MeanFieldGapDocument.of(
                MeanFieldGap.of(policies, mediator),
                mediator,
                GameSummary.of(model.game().name()));
    }
}
