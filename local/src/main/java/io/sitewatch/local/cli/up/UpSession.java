package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.manifest.CrdCheck;
import io.sitewatch.local.cli.manifest.Manifest;
import io.sitewatch.local.cli.manifest.ManifestChecker;
import io.sitewatch.local.cli.manifest.ManifestProblem;
import io.sitewatch.local.cli.manifest.ManifestReader;
import io.sitewatch.local.cli.manifest.ManifestReading;
import io.sitewatch.local.cli.view.Palette;
import io.sitewatch.local.cli.view.StartupTable;
import io.sitewatch.local.cli.view.Summary;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One call of {@code up}: checks everything that can be checked before anything starts, runs, and prints the summary. */
public final class UpSession {
    private final Terminal terminal;
    private final boolean plain;

    /** @param plain no table that is redrawn, even at a terminal */
    public UpSession(Terminal terminal, boolean plain) {
        this.terminal = terminal;
        this.plain = plain;
    }

    /** Runs it to its end; the answer is the exit code. */
    public int run(UpOptions options) {
        // A summary on stdout is for programs: nothing else may be there.
        PrintStream people = options.endsByItself() ? terminal.err() : terminal.out();
        boolean tty = options.endsByItself() ? terminal.errTty() : terminal.outTty();

        List<Manifest> manifests = checked(options);
        int sites = (int) manifests.stream().filter(ManifestChecker::isSite).count();
        preflight(Preflight.of(Machine.here(options.state()), options.state(), sites), people);

        boolean live = tty && !plain;
        Palette palette = live && terminal.colour() ? Palette.ANSI : Palette.PLAIN;
        Display display = live ? new LiveDisplay(people, new StartupTable(palette)) : new PlainDisplay(people);
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        UpResult result =
                new Up(options, display, new EventLines(!live), Clock.systemDefaultZone(), started).run(manifests);
        if (options.endsByItself() && result.exitCode() == Exit.OK) {
            result.summaries().stream().map(Summary::toJson).forEach(terminal.out()::println);
        }
        return result.exitCode();
    }

    private static List<Manifest> checked(UpOptions options) {
        ManifestReading reading = new ManifestReader().read(options.files());
        List<ManifestProblem> problems = new ArrayList<>(reading.problems());
        problems.addAll(new ManifestChecker(new CrdCheck()).check(reading.manifests()));
        if (!problems.isEmpty()) {
            StringBuilder message = new StringBuilder("nothing was started, because of "
                    + (problems.size() == 1 ? "one problem:" : problems.size() + " problems:"));
            problems.forEach(problem -> message.append("\n  ").append(problem));
            throw new CommandException(Exit.REFUSED, message.toString());
        }
        return reading.manifests();
    }

    private static void preflight(Preflight preflight, PrintStream people) {
        if (!preflight.refusals().isEmpty()) {
            throw new CommandException(
                    Exit.FAILED, "this machine cannot run it:\n  " + String.join("\n  ", preflight.refusals()));
        }
        preflight.warnings().forEach(warning -> people.println("warning: " + warning));
    }
}
