package io.sitewatch.local.cli.command;

import io.sitewatch.local.cluster.StateDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command has: help, and which state folder, and so which laptop cluster, it is about. */
public final class Workspace {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder of the laptop cluster's state (default: .sitewatch in the repository).")
    private Path state;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Root of the repository, with the built artifacts. */
    public Path home() {
        return Path.of(System.getProperty("sitewatch.home", ""))
                .toAbsolutePath()
                .normalize();
    }

    public StateDirectory state() {
        return new StateDirectory(state == null ? home().resolve(".sitewatch") : state);
    }
}
