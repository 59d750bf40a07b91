package io.sitewatch.bench.operator;

import io.sitewatch.bench.report.JsonFile;
import io.sitewatch.bench.report.Machine;
import io.sitewatch.bench.stack.Folders;
import io.sitewatch.bench.stack.House;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the shipped operator against the embedded API. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the operator with many sites on the embedded API.")
public final class OperatorCommand implements Callable<Integer> {
    @Option(
            names = "--sites",
            split = ",",
            defaultValue = "100,1000",
            description = "Numbers of sites, a run each. Default: ${DEFAULT-VALUE}")
    private List<Integer> sites;

    @Option(names = "--heap", defaultValue = "512m", description = "Of the operator's JVM. Default: ${DEFAULT-VALUE}")
    private String heap;

    @Option(
            names = "--rest-seconds",
            defaultValue = "30",
            description = "How long it is watched at rest. Default: ${DEFAULT-VALUE}")
    private int restSeconds;

    @Option(
            names = "--json",
            defaultValue = "target/bench-operator.json",
            description = "File for the figures. Default: ${DEFAULT-VALUE}")
    private Path json;

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.now();
        OperatorRun run = new OperatorRun(House.here(), heap, restSeconds);
        List<OperatorRun.Result> results = new ArrayList<>();
        for (int count : sites) {
            System.err.println("%,d sites".formatted(count));
            results.add(run.run(count, Folders.temporary("sitewatch-bench-operator-")));
            JsonFile.write(json, OperatorReport.of(machine, results));
        }
        System.out.println(OperatorReport.of(machine, results).text());
        System.out.println("figures: " + json.toAbsolutePath());
        return 0;
    }
}
