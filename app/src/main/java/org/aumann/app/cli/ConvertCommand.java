package org.aumann.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.aumann.app.report.ConvertDocument;
import org.aumann.app.report.Shape;
import org.aumann.core.format.TensorFiles;
import org.aumann.core.payoff.PayoffTensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aumann convert}. */
@Command(
        name = "convert",
        description = {
            "Write the payoffs of a game to a file of another format.",
            "",
            "The extension chooses the format: .npy and .npz are arrays [players, actions 0, actions 1, ...], .nfg is "
                    + "Gambit's, .gam GameTracer's. The file is replaced when all is written, or not at all."
        },
        footer = {
            "  aumann convert examples/chicken.nfg chicken.npy",
            "  aumann convert \"covariant(players=3,actions=5,seed=7)\" covariant.nfg",
            "  aumann convert matrix.csv game.nfg --matrix zero_sum",
            "  aumann convert league.csv game.npy --columns agent_0=home,score_0=goals,agent_1=away,score_1=against"
        })
final class ConvertCommand extends AbstractCommand {
    @Parameters(index = "0", paramLabel = "INPUT", description = GameSource.HELP)
    private String input = "";

    @Parameters(index = "1", paramLabel = "OUTPUT", description = "The file to write: .npy, .npz, .nfg or .gam.")
    private Path target = Path.of("");

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    ConvertCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(Output output) {
        requireBackend();
        TensorFiles.requireWritable(target);
        output.status("reading " + input);
        try (GameSource.Strategic source = GameSource.strategic(input, reading.reading())) {
            output.status("writing " + target);
            TensorFiles.write(source.game(), target);
            PayoffTensor payoffs = source.game().payoffs();
            output.result(new ConvertDocument(
                    source.summary(),
                    Shape.of(payoffs.index()),
                    payoffs.precision().name().toLowerCase(Locale.ROOT),
                    target.toString()));
            return ExitStatus.OK;
        }
    }
}
