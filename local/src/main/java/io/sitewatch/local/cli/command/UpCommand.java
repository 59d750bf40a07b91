package io.sitewatch.local.cli.command;

import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.up.Goal;
import io.sitewatch.local.cli.up.UpOptions;
import io.sitewatch.local.cli.up.UpSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "up",
        description = "Start the laptop cluster, apply the manifests, and follow the sites until Ctrl-C.",
        footer = {
            "",
            "With --until or --for it ends by itself, people's text goes to stderr, and stdout gets one line of",
            "JSON a site, in the order of the manifests:",
            "  {\"site\":…,\"namespace\":…,\"received\":…,\"averaged\":…,\"duplicate\":…,\"rejected\":…,\"records\":…,",
            "   \"alerts\":…,\"lag\":…,\"seconds_to_ready\":…,\"seconds_to_first_record\":…,\"conserved\":…}",
            "",
            "What a run leaves under the state folder the next one goes on from; --fresh forgets it.",
            "",
            "Exit codes: 0 ended as asked; 1 could not start; 2 the arguments or a manifest are wrong, nothing was",
            "started; 3 a site was not Ready, or --until not reached, in time; 130 or 143 ended by Ctrl-C or SIGTERM."
        })
public final class UpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Manifests with a MonitoringSite or more.")
    private List<Path> files;

    @Option(names = "--fresh", description = "Forget what an earlier run left: log, checkpoint, tables, everything.")
    private boolean fresh;

    @Option(
            names = "--until",
            paramLabel = "COUNTER=N",
            converter = GoalConverter.class,
            description =
                    "End when every site got there, such as records=2000, and this run has written a batch. Counters: received,"
                            + " averaged, duplicate, rejected, records, alerts.")
    private Goal until;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "End so long after all sites were Ready, such as 5m. With --until: the most that it may take.")
    private Duration lasting;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "5m",
            description =
                    "How long the sites may take to be Ready (default: ${DEFAULT-VALUE}); then all of it is stopped.")
    private Duration timeout;

    @Option(names = "--plain", description = "One line a change, rather than a table that is redrawn.")
    private boolean plain;

    @Mixin
    private Workspace workspace;

    private final Terminal terminal;

    public UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        UpOptions options = new UpOptions(
                workspace.home(),
                workspace.state().root(),
                files,
                fresh,
                Optional.ofNullable(until),
                Optional.ofNullable(lasting),
                timeout);
        return new UpSession(terminal, plain).run(options);
    }

    /** {@code records=2000}. */
    static final class GoalConverter implements ITypeConverter<Goal> {
        @Override
        public Goal convert(String text) {
            try {
                return Goal.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
