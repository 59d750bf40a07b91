package io.sitewatch.local.cli;

import io.sitewatch.local.cli.command.UpCommand;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
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

/** The {@code sitewatch} command. */
@Command(
        name = "sitewatch",
        description =
                "A whole monitoring pipeline on one machine: one MonitoringSite, its operator, and everything behind it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        footer = {
            "",
            "Begin with: ./sitewatch up examples/shaft.yaml",
            "",
            "Exit codes: 0 done; 1 it could not be done; 2 the arguments or a manifest are wrong; 3 not in time;",
            "4 no laptop cluster is running; 5 there is no such thing; 130 or 143 ended by Ctrl-C or SIGTERM."
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
        System.exit(commandLine(Terminal.ofProcess()).execute(arguments));
    }

    /** The command with its subcommands, on these streams. */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine command = new CommandLine(new Sitewatch());
        command.addSubcommand(new UpCommand(terminal));
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
        line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + wrong.getMessage());
        line.getErr().println("See ./" + line.getCommandSpec().qualifiedName() + " --help");
        return Exit.REFUSED;
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
