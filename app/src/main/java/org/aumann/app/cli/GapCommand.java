package org.aumann.app.cli;

import java.nio.file.Path;
import org.aumann.app.report.GapDocument;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.format.DistributionFiles;
import org.aumann.solvers.meta.Certificate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aumann gap}. */
@Command(
        name = "gap",
        description = {
            "Check any joint distribution: expected payoffs, and how much each player could gain by deviating.",
            "",
            "Plain float64 loops over the stored payoffs; uses no solver and no back end."
        },
        footer = {
            "  aumann solve examples/chicken.nfg --out sigma.npz",
            "  aumann gap examples/chicken.nfg --sigma sigma.npz"
        })
final class GapCommand extends AbstractCommand {
    @Parameters(paramLabel = "GAME", description = GameSource.HELP)
    private String game = "";

    @Option(
            names = "--sigma",
            paramLabel = "FILE",
            required = true,
            description =
                    "The distribution over joint actions: .npy or .npz with one axis a player, or .csv with labels.")
    private Path sigma = Path.of("");

    GapCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(Output output) {
        requireBackend();
        output.status("reading " + game);
        try (GameSource.Strategic source = GameSource.strategic(game)) {
            JointDistribution distribution = DistributionFiles.read(sigma, source.game());
            output.status("certifying");
            Certificate certificate = Certificate.of(source.game().payoffs(), distribution);
            output.result(GapDocument.of(certificate, distribution.index(), source.summary()));
            return ExitStatus.OK;
        }
    }
}
