package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.manifest.Manifest;
import io.sitewatch.local.cli.manifest.ManifestChecker;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cluster.ClusterEvent;
import io.sitewatch.local.cluster.LaptopCluster;
import io.sitewatch.local.cluster.LaptopConfig;
import io.sitewatch.local.cluster.LaptopException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Starts the laptop cluster with these manifests, shows how the sites do, and stops everything in the end. */
public final class Up {
    /** How long a stop may take before the JVM ends regardless. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final UpOptions options;
    private final Display display;
    private final EventLines eventLines;
    private final Clock clock;
    private final Instant started;

    /** @param started when the command was started, from which its seconds are counted */
    Up(UpOptions options, Display display, EventLines eventLines, Clock clock, Instant started) {
        this.options = options;
        this.display = display;
        this.eventLines = eventLines;
        this.clock = clock;
        this.started = started;
    }

    /**
     * Runs until the goal, the end of the time, or a signal.
     *
     * @param manifests checked ones
     * @throws CommandException when it cannot start, or a site is not Ready in time
     */
    UpResult run(List<Manifest> manifests) {
        try (StopSignal stop = new StopSignal(STOP_PATIENCE);
                UpLock lock = UpLock.take(options.state())) {
            if (options.fresh()) {
                StateReset.run(options.state());
            }
            return withCluster(manifests, stop);
        }
    }

    private UpResult withCluster(List<Manifest> manifests, StopSignal stop) {
        BlockingQueue<ClusterEvent> events = new LinkedBlockingQueue<>();
        display.line("starting the laptop cluster (state: " + options.state() + ")");
        LaptopCluster cluster = start(events, stop);
        try {
            new StaleStatus(cluster.client()).forget();
            new ManifestApplier(cluster.client()).apply(manifests);
            List<SiteName> sites = manifests.stream()
                    .filter(ManifestChecker::isSite)
                    .map(manifest -> SiteName.of(manifest.resource()))
                    .toList();
            try (SiteFollower follower =
                    new SiteFollower(options, display, eventLines, clock, started, cluster, events, stop, sites)) {
                return follower.follow();
            }
        } finally {
            // A signal interrupts this thread, which now has to wait for the processes to end.
            boolean interrupted = Thread.interrupted();
            display.line("stopping");
            cluster.close();
            display.line("stopped; the data stay in " + options.state());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts it on a thread of its own, so that what it tells meanwhile is shown at once. */
    private LaptopCluster start(BlockingQueue<ClusterEvent> events, StopSignal stop) {
        ExecutorService starter = Executors.newSingleThreadExecutor();
        try {
            Future<LaptopCluster> start = starter.submit(
                    () -> LaptopCluster.start(LaptopConfig.of(options.home(), options.state()), events::add));
            while (!start.isDone()) {
                show(events, stop, starter);
            }
            return start.get();
        } catch (ExecutionException e) {
            throw new CommandException(Exit.FAILED, whyNotStarted(e.getCause(), stop), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(Exit.FAILED, "stopped while starting", e);
        } finally {
            starter.shutdown();
        }
    }

    private static String whyNotStarted(Throwable cause, StopSignal stop) {
        if (stop.isRequested()) {
            return "stopped while starting";
        }
        return cause instanceof LaptopException expected
                ? expected.getMessage()
                : "the laptop cluster did not start: " + cause;
    }

    private void show(BlockingQueue<ClusterEvent> events, StopSignal stop, ExecutorService starter) {
        try {
            ClusterEvent event = events.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (event != null) {
                eventLines
                        .line(event, Duration.between(started, event.at()), false)
                        .ifPresent(display::line);
            }
        } catch (InterruptedException e) {
            // The stop signal: the start is asked to give up, and what it has begun is ended by it in order.
            if (stop.isRequested()) {
                starter.shutdownNow();
            }
        }
    }
}
