package io.sitewatch.bench;

import io.sitewatch.bench.batchview.BatchViewCommand;
import io.sitewatch.bench.operator.OperatorCommand;
import io.sitewatch.bench.stream.StreamCommand;
import java.util.logging.Level;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./sitewatch bench …}: figures that can be taken again by anybody. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures, and holds the figures against their goals.",
        subcommands = {StreamCommand.class, OperatorCommand.class, BatchViewCommand.class})
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        // Clients tell much of their coming and going: only what goes wrong belongs between the figures.
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
