package io.sitewatch.local.cli;

import io.sitewatch.local.cli.command.ConsumeCommand;
import io.sitewatch.local.cli.command.DashboardsCommand;
import io.sitewatch.local.cli.command.DeleteCommand;
import io.sitewatch.local.cli.command.DescribeCommand;
import io.sitewatch.local.cli.command.DownCommand;
import io.sitewatch.local.cli.command.GetCommand;
import io.sitewatch.local.cli.command.LogsCommand;
import io.sitewatch.local.cli.command.PlanCommand;
import io.sitewatch.local.cli.command.PsqlCommand;
import io.sitewatch.local.cli.command.SearchCommand;
import io.sitewatch.local.cli.command.StatusCommand;
import io.sitewatch.local.cli.command.TopicsCommand;
import io.sitewatch.local.cli.command.UpCommand;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Logging;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cluster.LaptopException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code sitewatch} command. */
@Command(
        name = "sitewatch",
        description =
                "A whole monitoring pipeline on one machine: one MonitoringSite, its operator, and everything behind it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Begin with: ./sitewatch up examples/shaft.yaml",
            "What the stream and the operator can take: ./sitewatch bench --help",
            "",
            "Exit codes: 0 done; 1 it could not be done; 2 the arguments or a manifest are wrong; 3 not in time;",
            "4 no laptop cluster is running; 5 there is no such thing; 6 something would change (plan --exit-code);",
            "130 or 143 ended by Ctrl-C or SIGTERM."
        })
public final class Sitewatch implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private Sitewatch() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Logging.offTheTerminal();
        System.exit(commandLine(Terminal.ofProcess()).execute(arguments));
    }

    /** The command with its subcommands, on these streams. */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine command = new CommandLine(new Sitewatch());
        command.addSubcommand(new UpCommand(terminal));
        command.addSubcommand(new PlanCommand(terminal));
        command.addSubcommand(new StatusCommand(terminal));
        command.addSubcommand(new GetCommand(terminal));
        command.addSubcommand(new DescribeCommand(terminal));
        command.addSubcommand(new LogsCommand(terminal));
        command.addSubcommand(new PsqlCommand(terminal));
        command.addSubcommand(new TopicsCommand(terminal));
        command.addSubcommand(new ConsumeCommand(terminal));
        command.addSubcommand(new SearchCommand(terminal));
        command.addSubcommand(new DashboardsCommand(terminal));
        command.addSubcommand(new DeleteCommand(terminal));
        command.addSubcommand(new DownCommand(terminal));
        command.addSubcommand(new HelpCommand());
        command.setOut(new PrintWriter(terminal.out(), true));
        command.setErr(new PrintWriter(terminal.err(), true));
        command.setUsageHelpWidth(110);
        command.setParameterExceptionHandler(Sitewatch::wrongArguments);
        command.setExecutionExceptionHandler(Sitewatch::failed);
        return command;
    }

    /** One line and where to read on: the whole help would push the line off the screen. */
    private static int wrongArguments(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        String message = wrong instanceof UnmatchedArgumentException unmatched
                ? unmatched(line, unmatched)
                : wrong.getMessage().replaceFirst("^Error: ", "");
        line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + message);
        line.getErr().println("See ./" + line.getCommandSpec().qualifiedName() + " --help");
        return Exit.REFUSED;
    }

    private static String unmatched(CommandLine line, UnmatchedArgumentException unmatched) {
        String first = unmatched.getUnmatched().get(0);
        if (!line.getSubcommands().isEmpty() && !first.startsWith("-")) {
            return "there is no command \"" + first + "\"; there are: "
                    + String.join(", ", line.getSubcommands().keySet());
        }
        return first.startsWith("-")
                ? "there is no option " + first
                : "\"" + first + "\" is one argument too many; quote what belongs together";
    }

    private static int failed(Exception exception, CommandLine line, ParseResult parsed) throws Exception {
        if (exception instanceof CommandException expected) {
            line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + expected.getMessage());
            return expected.exitCode();
        }
        if (exception instanceof LaptopException expected) {
            line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + expected.getMessage());
            return Exit.FAILED;
        }
        throw exception;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which command? Begin with: ./sitewatch up examples/shaft.yaml");
    }
}
