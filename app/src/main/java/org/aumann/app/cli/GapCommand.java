package org.aumann.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.aumann.app.report.DeviceDocument;
import org.aumann.app.report.ExactSummary;
import org.aumann.app.report.GameSummary;
import org.aumann.app.report.GapDocument;
import org.aumann.app.report.MeanFieldGapDocument;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.format.InputFile;
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
                    "The distribution over joint actions: .npy or .npz with one axis a player, or .csv with labels; of a mean-field game the .json of 'aumann mfpsro --out'.")
    private Path sigma = Path.of("");

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
            if (exact.isAsked()) {
                throw new InvalidInputException("--exact: found a mean-field game, expected one with joint actions");
            }
            output.result(meanFieldGap(output));
            return ExitStatus.OK;
        }
        exact.requireSmall(game);
        try (GameSource.Strategic source = GameSource.strategic(game)) {
            Function<JointDistribution, Optional<ExactSummary>> check = exact.check(source);
            JointDistribution distribution = DistributionFiles.read(sigma, source.game());
            output.status("certifying");
            Certificate certificate = Certificate.of(source.game().payoffs(), distribution);
            output.result(
                    GapDocument.of(certificate, distribution.index(), source.summary(), check.apply(distribution)));
            return ExitStatus.OK;
        }
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
