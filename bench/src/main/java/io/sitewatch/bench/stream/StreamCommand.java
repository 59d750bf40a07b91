package io.sitewatch.bench.stream;

import io.sitewatch.bench.load.LoadMaker;
import io.sitewatch.bench.load.LoadSpec;
import io.sitewatch.bench.model.ReferenceModel;
import io.sitewatch.bench.report.JsonFile;
import io.sitewatch.bench.report.Machine;
import io.sitewatch.bench.stack.House;
import io.sitewatch.bench.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the stream job beside what a user might run instead, on the same log, machine and components. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the stream job beside what a user might run instead.")
public final class StreamCommand implements Callable<Integer> {
    @Option(
            names = "--readings",
            defaultValue = "1000000",
            description = "Messages in the log of the throughput. Default: ${DEFAULT-VALUE}")
    private int readings;

    @Option(
            names = "--lap",
            defaultValue = "1000000",
            description = "Messages of a lap of sitewatch before anything is measured, so that Kafka, PostgreSQL and"
                    + " Elasticsearch are warm for all; 0 for none. Default: ${DEFAULT-VALUE}")
    private int lap;

    @Option(names = "--instruments", defaultValue = "500", description = "Default: ${DEFAULT-VALUE}")
    private int instruments;

    @Option(names = "--seed", defaultValue = "1", description = "Of the log. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--start",
            description =
                    "Observed time of the log's first reading. Default: a week ago, so that all have arrived by now")
    private Instant start = LoadSpec.justOver(Instant.now());

    @Option(names = "--only", split = ",", description = "Parts to run, of ${COMPLETION-CANDIDATES}. Default: all")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--contestants",
            split = ",",
            defaultValue = "sitewatch,sitewatch-no-search,spark-ceiling,naive,naive-all-sinks,kafka-streams,"
                    + "kafka-streams-all-sinks,kafka-streams-whole,kafka-streams-whole-all-sinks,kafka-streams-careful",
            description = "Who runs for throughput and is killed. Default: ${DEFAULT-VALUE}")
    private List<String> contestants;

    @Option(
            names = "--kill-readings",
            defaultValue = "200000",
            description = "Messages in the log amid which a contestant is killed. Default: ${DEFAULT-VALUE}")
    private int killReadings;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "100,1000,10000",
            description = "Readings a second for the latency. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates;

    @Option(
            names = "--latency-seconds",
            defaultValue = "30",
            description = "At each rate, after as long again to warm up. Default: ${DEFAULT-VALUE}")
    private int latencySeconds;

    @Option(
            names = "--growth",
            split = ",",
            defaultValue = "100,1000,10000,100000",
            description = "Numbers of instruments for the growth. Default: ${DEFAULT-VALUE}")
    private List<Integer> growth;

    @Option(
            names = "--growth-readings",
            defaultValue = "500000",
            description = "Messages in each log of the growth, over a day. Default: ${DEFAULT-VALUE}")
    private int growthReadings;

    @Option(
            names = "--partitions",
            defaultValue = "3",
            description = "Of the topic, as the operator makes it. Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(names = "--cores", description = "For each contestant. Default: all of the machine")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--heap",
            defaultValue = "768m",
            description = "Of each contestant's JVM; what the operator gives the driver. Default: ${DEFAULT-VALUE}")
    private String heap;

    @Option(
            names = "--batch",
            defaultValue = "100000",
            description = "Most messages in one batch of the Spark contestants. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(
            names = "--trigger",
            defaultValue = "1s",
            description = "Time between the starts of two batches of ours. Default: ${DEFAULT-VALUE}")
    private String trigger;

    @Option(
            names = "--json",
            defaultValue = "target/bench-stream.json",
            description = "File for the figures. Default: ${DEFAULT-VALUE}")
    private Path json;

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.now();
        RaceSettings settings = new RaceSettings(cores, heap, partitions, batch, trigger);
        List<Contestant> field =
                contestants.stream().map(StreamCommand::contestant).toList();
        LoadSpec spec = LoadSpec.usual(seed, readings, instruments, start);
        StreamReport report = StreamReport.empty(machine, spec, settings);
        try (Stack stack = Stack.start(House.here())) {
            warmUp(stack, settings);
            for (Part part : parts) {
                StreamReport before = report;
                report = switch (part) {
                    case throughput ->
                        report.withThroughput(throughput(
                                stack,
                                settings,
                                field,
                                spec,
                                soFar -> JsonFile.write(json, before.withThroughput(soFar))));
                    case kill -> report.withKilled(killed(stack, settings, field));
                    case latency -> report.withLatency(latency(stack, settings));
                    case growth -> report.withGrowth(grown(stack, settings));
                    case idle -> report.withIdle(idle(stack, settings, spec));
                };
                // After each part, and each contestant of the longest, so that who stops the run early keeps what it
                // has seen.
                JsonFile.write(json, report);
                say("%s", report.table(part));
            }
        }
        System.out.println(report.text());
        System.out.println("figures: " + json.toAbsolutePath());
        return 0;
    }

    /** An Elasticsearch that has just started spends more on compiling its own code than on its first 500,000 documents. */
    private void warmUp(Stack stack, RaceSettings settings) throws Exception {
        if (lap > 0) {
            say("a lap of %,d messages, unmeasured: the components grow warm", lap);
            new Race(new LoadMaker(LoadSpec.usual(seed + 3, lap, instruments, start)), null)
                    .run(Track.cleared(stack, settings, new SitewatchContestant(true)));
        }
    }

    /** Takes the results that there are so far. */
    private interface Keeper {
        void keep(List<Race.Result> soFar) throws IOException;
    }

    private static List<Race.Result> throughput(
            Stack stack, RaceSettings settings, List<Contestant> field, LoadSpec spec, Keeper keeper) throws Exception {
        LoadMaker load = new LoadMaker(spec);
        say("the reference model reads %,d messages", spec.readings());
        ReferenceModel model = ReferenceModel.of(load.log());
        List<Race.Result> results = new ArrayList<>();
        for (Contestant contestant : field) {
            say("throughput of %s", contestant.name());
            Race.Result result = new Race(load, model).run(Track.cleared(stack, settings, contestant));
            say("  %,.0f rows/s", result.rowsPerSecond());
            results.add(result);
            keeper.keep(List.copyOf(results));
        }
        return results;
    }

    private List<KillTest.Result> killed(Stack stack, RaceSettings settings, List<Contestant> field) throws Exception {
        LoadMaker load = new LoadMaker(LoadSpec.usual(seed + 1, killReadings, instruments, start));
        ReferenceModel model = ReferenceModel.of(load.log());
        List<KillTest.Result> results = new ArrayList<>();
        for (Contestant contestant : field) {
            if (contestant.keepsRecords()) {
                say("killing %s", contestant.name());
                results.add(new KillTest(load, model).run(Track.cleared(stack, settings, contestant)));
            }
        }
        return results;
    }

    private List<LatencyTest.Result> latency(Stack stack, RaceSettings settings) throws Exception {
        say("latency at %s readings/s", rates);
        return new LatencyTest(latencySeconds, latencySeconds)
                .run(Track.cleared(stack, settings, new SitewatchContestant(true)), rates);
    }

    private List<Race.Result> grown(Stack stack, RaceSettings settings) throws Exception {
        List<Race.Result> results = new ArrayList<>();
        for (int many : growth) {
            say("growth: %,d instruments", many);
            LoadMaker load = new LoadMaker(
                    LoadSpec.usual(seed + 2, growthReadings, many, start).spread(Duration.ofDays(1)));
            ReferenceModel model = ReferenceModel.of(load.log());
            results.add(new Race(load, model).run(Track.cleared(stack, settings, new SitewatchContestant(true))));
        }
        return results;
    }

    private IdleTest.Result idle(Stack stack, RaceSettings settings, LoadSpec spec) throws Exception {
        say("an idle site");
        return new IdleTest(new LoadMaker(spec), latencySeconds)
                .run(Track.cleared(stack, settings, new SitewatchContestant(true)));
    }

    private static Contestant contestant(String name) {
        return switch (name) {
            case "sitewatch" -> new SitewatchContestant(true);
            case "sitewatch-no-search" -> new SitewatchContestant(false);
            case "spark-ceiling" -> SparkContestant.ceiling();
            case "naive" -> SparkContestant.naive();
            case "naive-all-sinks" -> SparkContestant.naiveToAllSinks();
            case "kafka-streams" -> KafkaStreamsContestant.plain();
            case "kafka-streams-all-sinks" -> KafkaStreamsContestant.toAllSinks();
            case "kafka-streams-whole" -> KafkaStreamsContestant.wholeRecords();
            case "kafka-streams-whole-all-sinks" -> KafkaStreamsContestant.wholeRecordsToAllSinks();
            case "kafka-streams-careful" -> KafkaStreamsContestant.careful();
            default ->
                throw new IllegalArgumentException("--contestants: there is no \"" + name
                        + "\"; choose from sitewatch, sitewatch-no-search, spark-ceiling, naive, naive-all-sinks,"
                        + " kafka-streams, kafka-streams-all-sinks, kafka-streams-whole, kafka-streams-whole-all-sinks,"
                        + " kafka-streams-careful");
        };
    }

    private static void say(String form, Object... values) {
        System.err.println(form.formatted(values));
    }
}
