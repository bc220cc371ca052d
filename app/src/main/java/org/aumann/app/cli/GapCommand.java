package org.aumann.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.aumann.app.report.DeviceDocument;
import org.aumann.app.report.ExactSummary;
import org.aumann.app.report.GameSummary;
import org.aumann.app.report.GapDocument;
import org.aumann.app.report.MeanFieldGapDocument;
import org.aumann.app.report.NormalisationSummary;
import org.aumann.app.report.PerConcept;
import org.aumann.app.report.PolicyGapDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.NormalisedDistribution;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.format.InputFile;
import org.aumann.core.game.GameTree;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.solvers.meanfield.CorrelationDevice;
import org.aumann.solvers.meanfield.MeanFieldGap;
import org.aumann.solvers.meta.Certificate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aumann gap}. */
@Command(
        name = "gap",
        description = {
            "Check any joint distribution: expected payoffs, and how much each player could gain by deviating.",
            "",
            "Plain float64 loops over the stored payoffs, and with --exact fractions; uses no solver and no back end."
        },
        footer = {
            "  aumann solve examples/chicken.nfg --out sigma.npz",
            "  aumann gap examples/chicken.nfg --sigma sigma.npz --exact",
            "  aumann gap examples/chicken.nfg --sigma float32.npy --strict",
            "",
            "  aumann jpsro kuhn_poker --out run",
            "  aumann gap kuhn_poker --sigma run",
            "",
            "  aumann mfpsro mfg_crowd_modelling --out device.json",
            "  aumann gap mfg_crowd_modelling --sigma device.json"
        })
final class GapCommand extends AbstractCommand {
    @Parameters(paramLabel = "GAME", description = GameSource.HELP)
    private String game = "";

    @Option(
            names = "--sigma",
            paramLabel = "FILE",
            required = true,
            description =
                    "The distribution over joint actions: .npy or .npz with one axis a player, of any numbers; or .csv with labels or, for two players, a plain "
                            + "matrix. "
                            + "Rounding is normalised, and the report says how much that changed: no probability "
                            + "below -1e-6, sum within 1e-4 of 1. Of a mean-field game the .json of 'aumann mfpsro "
                            + "--out'; or the folder of 'aumann jpsro --out', with policies.json or policies.npz.")
    private Path sigma = Path.of("");

    @Option(
            names = "--strict",
            description = "Refuse a distribution that has to be normalised: one with a negative probability, or whose "
                    + "sum misses 1 by more than 1e-9.")
    private boolean strict;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private ExactOption exact = new ExactOption();

    GapCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(Output output) {
        requireBackend();
        output.status("reading " + game);
        if (GameSource.isMeanField(game)) {
            reading.reading().requirePlain(game, "a mean-field game");
            if (exact.isAsked()) {
                throw new InvalidInputException("--exact: found a mean-field game, expected one with joint actions");
            }
            output.result(meanFieldGap(output));
            return ExitStatus.OK;
        }
        if (Files.isDirectory(sigma)) {
            output.result(policyGap(output));
            return ExitStatus.OK;
        }
        exact.requireSmall(game);
        try (GameSource.Strategic source = GameSource.strategic(game, reading.reading())) {
            Function<JointDistribution, Optional<ExactSummary>> check = exact.check(source);
            NormalisationSummary normalised = null;
            JointDistribution distribution;
            if (strict) {
                distribution = DistributionFiles.read(sigma, source.game());
            } else {
                NormalisedDistribution read = DistributionFiles.readNormalised(sigma, source.game());
                distribution = read.sigma();
                normalised = NormalisationSummary.of(read);
            }
            output.status("certifying");
            Certificate certificate = Certificate.of(source.game().payoffs(), distribution);
            output.result(GapDocument.of(
                    certificate, distribution.index(), source.summary(), normalised, check.apply(distribution)));
            return ExitStatus.OK;
        }
    }

    /** Of a distribution over joint policies. */
    private PolicyGapDocument policyGap(Output output) {
        reading.reading().requirePlain(game, "a game for policies");
        if (exact.isAsked()) {
            throw new InvalidInputException(
                    "--exact: found a folder of policies, expected a distribution over actions");
        }
        GameTree tree = GameSource.tree(game);
        PolicyFolder.Content content = new PolicyFolder(sigma).read(tree);
        NormalisationSummary normalised = NormalisationSummary.of(content.sigma());
        if (strict && normalised != null) {
            throw new InvalidInputException(
                    sigma + ": found a distribution to be normalised (" + normalised.describe() + "), expected none");
        }
        output.status("certifying");
        return PolicyGapDocument.of(
                PerConcept.of(concept -> ExtensiveReference.gains(
                        tree, content.populations(), content.sigma().sigma(), concept)),
                content.sigma().sigma().index(),
                GameSummary.of(tree),
                normalised);
    }

    private MeanFieldGapDocument meanFieldGap(Output output) {
        MeanFieldModel model = MeanFieldModel.of(MeanFieldCatalogue.game(game));
        DeviceDocument document = DeviceDocument.read(sigma);
        List<List<MeanFieldPolicy>> policies = InputFile.located(sigma.toString(), () -> document.policies(model));
        CorrelationDevice device = InputFile.located(sigma.toString(), document::device);
        output.status("certifying");
        return MeanFieldGapDocument.of(
                MeanFieldGap.of(policies, device),
                device,
                GameSummary.of(model.game().name()));
    }
}
