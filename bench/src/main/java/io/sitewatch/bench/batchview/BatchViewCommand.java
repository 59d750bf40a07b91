package io.sitewatch.bench.batchview;

import io.sitewatch.bench.report.JsonFile;
import io.sitewatch.bench.report.Machine;
import io.sitewatch.bench.stack.Database;
import io.sitewatch.bench.stack.Folders;
import io.sitewatch.bench.stack.House;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the shipped batch view over a real PostgreSQL. */
@Command(
        name = "batch-view",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the batch view over a year of records in PostgreSQL.")
public final class BatchViewCommand implements Callable<Integer> {
    @Option(
            names = "--records",
            split = ",",
            defaultValue = "10000,1000000,10000000",
            description = "Numbers of records, a run each. Ten million need 6 GiB of disk. Default: ${DEFAULT-VALUE}")
    private List<Long> records;

    @Option(
            names = "--instruments",
            defaultValue = "500",
            description = "Of all five types together. Default: ${DEFAULT-VALUE}")
    private int instruments;

    @Option(names = "--heap", defaultValue = "256m", description = "Of the batch view's JVM. Default: ${DEFAULT-VALUE}")
    private String heap;

    @Option(
            names = "--export",
            split = ",",
            defaultValue = "csv,parquet,ags",
            description = "Formats in which all records are exported; none: not at all. Default: ${DEFAULT-VALUE}")
    private List<String> formats;

    @Option(
            names = "--keep",
            description = "Folder that the databases stay in, and that later runs take them from instead of filling new"
                    + " ones. Default: none stays")
    private Path keep;

    @Option(
            names = "--runs",
            defaultValue = "100",
            description = "How often each question is asked. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--json",
            defaultValue = "target/bench-batch-view.json",
            description = "File for the figures. Default: ${DEFAULT-VALUE}")
    private Path json;

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.now();
        Path folder = Folders.temporary("sitewatch-bench-batch-view-");
        List<BatchViewRun.Result> results = new ArrayList<>();
        // What is measured only reads: nothing of the load has to outlive a crash of this machine.
        Map<String, String> settings = new TreeMap<>(Plans.settings());
        settings.putAll(Map.of("fsync", "off", "wal_level", "minimal", "max_wal_senders", "0"));
        try (Database database = Database.start(keep == null ? folder.resolve("postgres") : keep, settings)) {
            BatchViewRun run = new BatchViewRun(
                    House.here(), database, heap, formats.equals(List.of("none")) ? List.of() : formats, runs);
            for (long count : records) {
                System.err.println("%,d records".formatted(count));
                results.add(run.run(new SampleYear(instruments, count), folder));
                JsonFile.write(json, BatchViewReport.of(machine, results));
            }
        }
        System.out.println(BatchViewReport.of(machine, results).text());
        System.out.println("figures: " + json.toAbsolutePath());
        return 0;
    }
}
