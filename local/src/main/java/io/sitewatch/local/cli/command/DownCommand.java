package io.sitewatch.local.cli.command;

import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.up.UpLock;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "down",
        description = "Stop the laptop cluster that an up runs, as Ctrl-C there does. The data stay.",
        footer = {"", "Exit codes: 0 it has stopped; 3 it has not within 30 s; 4 nothing is running."})
public final class DownCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 30;

    @Mixin
    private Workspace workspace;

    private final Terminal terminal;

    public DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Path state = workspace.state().root();
        ProcessHandle up = UpLock.holder(state)
                .orElseThrow(() -> new CommandException(
                        Exit.NOT_RUNNING, "no laptop cluster is running with the state folder " + state));
        up.destroy();
        try {
            up.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandException(
                    Exit.NOT_IN_TIME,
                    "process " + up.pid() + " was asked to stop, and still runs after " + PATIENCE_SECONDS + " s",
                    e);
        }
        terminal.out().println("stopped; the data stay in " + state);
        return Exit.OK;
    }
}
