package io.sitewatch.local.cli.up;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.site.ConsoleClientFile;
import io.sitewatch.local.cli.site.Counters;
import io.sitewatch.local.cli.site.KafkaLogin;
import io.sitewatch.local.cli.site.NotThereYetException;
import io.sitewatch.local.cli.site.ReachableUrl;
import io.sitewatch.local.cli.site.ServiceAddresses;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SiteSnapshot;
import io.sitewatch.local.cli.site.SiteWatch;
import io.sitewatch.local.cli.view.AddressLines;
import io.sitewatch.local.cli.view.AddressLines.KafkaClient;
import io.sitewatch.local.cli.view.CounterLines;
import io.sitewatch.local.cli.view.NotReadyReport;
import io.sitewatch.local.cluster.ClusterEvent;
import io.sitewatch.local.cluster.LaptopCluster;
import io.sitewatch.local.cluster.RunningProcess;
import io.sitewatch.local.cluster.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Follows the sites of a running cluster: up to their Ready, then by their counters to the end of the run. */
final class SiteFollower implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration COUNTER_LINE = Duration.ofSeconds(5);

    private final UpOptions options;
    private final Display display;
    private final EventLines eventLines;
    private final Clock clock;
    private final Instant started;
    private final LaptopCluster cluster;
    private final BlockingQueue<ClusterEvent> events;
    private final StopSignal stop;
    private final Map<SiteWatch, SiteRun> runs = new LinkedHashMap<>();
    private final Map<SiteName, SiteSnapshot> latest = new LinkedHashMap<>();

    SiteFollower(
            UpOptions options,
            Display display,
            EventLines eventLines,
            Clock clock,
            Instant started,
            LaptopCluster cluster,
            BlockingQueue<ClusterEvent> events,
            StopSignal stop,
            List<SiteName> sites) {
        this.options = options;
        this.display = display;
        this.eventLines = eventLines;
        this.clock = clock;
        this.started = started;
        this.cluster = cluster;
        this.events = events;
        this.stop = stop;
        sites.forEach(site -> runs.put(new SiteWatch(cluster.client(), site, clock), new SiteRun(site, started)));
    }

    UpResult follow() {
        boolean ready = awaitReady();
        display.settle();
        if (!ready && !stop.isRequested()) {
            reportNotReady();
            return result(Exit.NOT_IN_TIME);
        }
        boolean reached = false;
        if (ready) {
            addresses();
            reached = count();
        }
        finalCounters();
        return result(stop.isRequested() || reached ? Exit.OK : Exit.NOT_IN_TIME);
    }

    private boolean awaitReady() {
        Instant deadline = clock.instant().plus(options.timeout());
        while (!stop.isRequested() && clock.instant().isBefore(deadline)) {
            look();
            display.starting(List.copyOf(latest.values()), elapsed());
            if (runs.values().stream().allMatch(SiteRun::ready)) {
                return true;
            }
            pause(false);
        }
        return false;
    }

    /** Whether the run came to the end that it was asked for. */
    private boolean count() {
        CounterLines lines =
                new CounterLines(runs.values().stream().map(SiteRun::name).toList());
        Instant allReady = clock.instant();
        Instant nextLine = allReady;
        while (!stop.isRequested()) {
            look();
            Instant now = clock.instant();
            if (!now.isBefore(nextLine)) {
                lines.lines(localTime(now), counters()).forEach(display::line);
                nextLine = now.plus(COUNTER_LINE);
            }
            boolean reached = options.until()
                    .map(goal -> runs.values().stream().allMatch(run -> run.reached(goal)))
                    .orElse(false);
            if (reached) {
                return true;
            }
            if (options.lasting()
                    .map(lasting -> !now.isBefore(allReady.plus(lasting)))
                    .orElse(false)) {
                options.until()
                        .ifPresent(goal -> display.line(goal + " was not reached in "
                                + options.lasting().get()));
                return options.until().isEmpty();
            }
            pause(true);
        }
        return false;
    }

    private void look() {
        for (Map.Entry<SiteWatch, SiteRun> entry : runs.entrySet()) {
            try {
                entry.getKey().snapshot().ifPresent(snapshot -> {
                    entry.getValue().observe(snapshot);
                    latest.put(entry.getKey().name(), snapshot);
                });
            } catch (KubernetesClientException e) {
                if (!stop.isRequested()) {
                    display.line("warning the API server does not answer: " + e.getMessage());
                }
            }
        }
    }

    private void pause(boolean following) {
        try {
            ClusterEvent event = events.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            while (event != null) {
                eventLines
                        .line(event, Duration.between(started, event.at()), following)
                        .ifPresent(display::line);
                event = events.poll();
            }
        } catch (InterruptedException e) {
            // Only the stop signal interrupts this thread, and every loop looks at it.
            Thread.currentThread().interrupt();
        }
    }

    private void addresses() {
        for (SiteSnapshot site : latest.values()) {
            ReachableUrl reachable = new ReachableUrl(new ServiceAddresses(cluster.client()), site.namespace());
            display.line("");
            display.line("%s is ready after %d s"
                    .formatted(SiteName.of(site.site()), elapsed().toSeconds()));
            new AddressLines(reachable::of)
                    .of(site, kafkaClient(site, reachable))
                    .forEach(display::line);
        }
        display.line("  %-14s %s".formatted("kubeconfig", "export KUBECONFIG=" + cluster.kubeconfig()));
        display.line("  %-14s %s".formatted("logs", cluster.logs()));
        display.line("");
    }

    private Optional<KafkaClient> kafkaClient(SiteSnapshot site, ReachableUrl reachable) {
        try {
            Map<String, String> settings = KafkaLogin.settings(cluster.client(), site.site());
            StateDirectory state = new StateDirectory(options.state());
            String servers = settings.get("bootstrap.servers");
            String here = reachable.of(servers);
            // Brokers outside of the cluster have no listener of the laptop's.
            Optional<String> plaintext = here.equals(servers)
                    ? Optional.empty()
                    : Optional.of(here.replaceAll(":\\d+$", ":" + KafkaLogin.LAPTOP_PLAINTEXT_PORT));
            return Optional.of(new KafkaClient(
                    plaintext,
                    servers,
                    ConsoleClientFile.write(state.root(), SiteName.of(site.site()), settings),
                    state.hosts()));
        } catch (NotThereYetException e) {
            return Optional.empty();
        } catch (IOException e) {
            display.line("warning cannot write the Kafka client settings: " + e);
            return Optional.empty();
        }
    }

    private void finalCounters() {
        display.line("");
        display.line("at the end:");
        new CounterLines(runs.values().stream().map(SiteRun::name).toList())
                .lines(localTime(clock.instant()), counters())
                .forEach(display::line);
    }

    private void reportNotReady() {
        for (SiteSnapshot site : latest.values()) {
            if (!site.ready()) {
                NotReadyReport.lines(site, options.timeout(), component -> logOf(component, site))
                        .forEach(display::line);
            }
        }
        display.line("  all logs: " + cluster.logs());
    }

    private Optional<Path> logOf(String component, SiteSnapshot site) {
        return cluster.processes().stream()
                .filter(process -> process.component().equals(component))
                .filter(process -> process.namespace().isEmpty()
                        || process.namespace().equals(site.namespace())
                                && process.name().startsWith(site.name()))
                .map(RunningProcess::log)
                .findFirst();
    }

    private Map<SiteName, Counters> counters() {
        return runs.values().stream()
                .collect(Collectors.toMap(
                        SiteRun::name, SiteRun::counters, (first, second) -> first, LinkedHashMap::new));
    }

    private UpResult result(int exitCode) {
        return new UpResult(
                exitCode,
                new ArrayList<>(runs.values()).stream().map(SiteRun::summary).toList());
    }

    private Duration elapsed() {
        return Duration.between(started, clock.instant());
    }

    private LocalTime localTime(Instant at) {
        return LocalTime.ofInstant(at, clock.getZone());
    }

    @Override
    public void close() {
        runs.keySet().forEach(SiteWatch::close);
    }
}
