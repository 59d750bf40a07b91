package io.sitewatch.local.cli.command;

import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.logs.LogFiles;
import io.sitewatch.local.cli.logs.LogTail;
import io.sitewatch.local.cli.view.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "What a component wrote; without one, which there are. Also when nothing runs any more.",
        footer = {"", "Examples:", "  ./sitewatch logs operator -f", "  ./sitewatch logs stream --tail 50"})
public final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 250;

    @Parameters(
            arity = "0..1",
            paramLabel = "COMPONENT",
            description = "operator, kafka, postgres, elasticsearch, stream, producer, …; of several sites all, unless"
                    + " it is the whole name that the list shows.")
    private String component;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--tail",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many of its last lines (default: ${DEFAULT-VALUE}).")
    private int tail;

    @Mixin
    private Workspace workspace;

    private final Terminal terminal;

    public LogsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LogFiles files = new LogFiles(workspace.state().logs());
        if (component == null) {
            return list(files);
        }
        List<Path> found = files.of(component);
        if (found.isEmpty()) {
            throw CommandException.notFound("no component called " + component + " has a log in " + files.folder()
                    + "; there are: "
                    + files.all().stream().map(LogFiles::name).collect(Collectors.joining(", ")));
        }
        print(found);
        return Exit.OK;
    }

    private int list(LogFiles files) throws IOException {
        TextTable table = new TextTable("COMPONENT", ">KIB", "FILE");
        for (Path file : files.all()) {
            table.row(LogFiles.name(file), Files.size(file) / 1024, file);
        }
        if (table.isEmpty()) {
            throw CommandException.notFound("there are no logs in " + files.folder() + ": nothing has run yet");
        }
        table.lines().forEach(terminal.out()::println);
        return Exit.OK;
    }

    private void print(List<Path> files) throws IOException, InterruptedException {
        Map<String, LogTail> tails = new LinkedHashMap<>();
        for (Path file : files) {
            tails.put(files.size() == 1 ? "" : LogFiles.name(file) + " | ", new LogTail(file));
        }
        for (Map.Entry<String, LogTail> entry : tails.entrySet()) {
            print(entry.getKey(), entry.getValue().last(tail));
        }
        while (follow && !terminal.out().checkError()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            for (Map.Entry<String, LogTail> entry : tails.entrySet()) {
                print(entry.getKey(), entry.getValue().more());
            }
        }
    }

    private void print(String prefix, List<String> lines) {
        lines.forEach(line -> terminal.out().println(prefix + line));
    }
}
