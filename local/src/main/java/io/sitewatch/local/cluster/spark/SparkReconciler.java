package io.sitewatch.local.cluster.spark;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.control.Reconciler;
import io.sitewatch.local.cluster.kubelet.NotReadyToStart;
import io.sitewatch.local.cluster.process.Exit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A SparkApplication is one driver process at a time, one attempt after the other. */
final class SparkReconciler implements Reconciler {
    private static final String FINALIZER = "sparkapplications.spark.apache.org/finalizer";
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final Duration WAIT_FOR_SERVICE = Duration.ofSeconds(3);

    private final Parts parts;
    private final DriverLauncher launcher;
    private final Map<Key, Driver> drivers = new ConcurrentHashMap<>();
    private final Map<Key, Instant> restartAt = new ConcurrentHashMap<>();
    private Consumer<Key> processChanged = key -> {};

    SparkReconciler(Parts parts) {
        this.parts = parts;
        this.launcher = new DriverLauncher(parts);
    }

    void whenProcessChanges(Consumer<Key> listener) {
        processChanged = listener;
    }

    /** Writes mounted ConfigMaps and Secrets of that namespace again. */
    void refresh(String namespace) {
        drivers.forEach((key, driver) -> {
            if (key.namespace().equals(namespace)) {
                driver.refresh();
            }
        });
    }

    @Override
    public Optional<Duration> reconcile(Key key) throws Exception {
        Optional<GenericKubernetesResource> found = parts.api().get(Kind.SPARK_APPLICATION, key);
        if (found.isEmpty()) {
            return stop(key);
        }
        GenericKubernetesResource application = found.get();
        if (application.getMetadata().getDeletionTimestamp() != null) {
            Optional<Duration> again = stop(key);
            if (again.isEmpty()) {
                parts.api().setFinalizer(Kind.SPARK_APPLICATION, key, FINALIZER, false);
            }
            return again;
        }
        if (!application.getMetadata().getFinalizers().contains(FINALIZER)) {
            parts.api().setFinalizer(Kind.SPARK_APPLICATION, key, FINALIZER, true);
        }
        ApplicationState state = ApplicationState.of(Fields.of(application).at("status"), parts.clock());
        Optional<Duration> again = state.ended() ? Optional.empty() : advance(application, state);
        parts.api().writeStatus(Kind.SPARK_APPLICATION, key, state.status());
        return again;
    }

    private Optional<Duration> advance(GenericKubernetesResource application, ApplicationState state)
            throws IOException {
        Key key = Key.of(application);
        Driver driver = drivers.get(key);
        if (driver != null) {
            return observe(application, driver, state);
        }
        Instant earliest = restartAt.getOrDefault(key, Instant.MIN);
        if (parts.clock().instant().isBefore(earliest)) {
            return Optional.of(CHECK);
        }
        return launch(application, state);
    }

    private Optional<Duration> launch(GenericKubernetesResource application, ApplicationState state)
            throws IOException {
        Key key = Key.of(application);
        DriverSpec spec = DriverSpec.of(application);
        Instant made = Instant.parse(application.getMetadata().getCreationTimestamp());
        Optional<String> service = parts.addresses().selecting(key.namespace(), spec.labels());
        if (service.isEmpty() && Duration.between(made, parts.clock().instant()).compareTo(WAIT_FOR_SERVICE) < 0) {
            return Optional.of(SOON);
        }
        continueAfterLauncherStop(state);
        try {
            Driver driver = launcher.prepare(
                    application, spec, service, (int) state.attemptId(), events(key), () -> processChanged.accept(key));
            restartAt.remove(key);
            state.enter(ApplicationState.DRIVER_REQUESTED, "Requested driver from resource scheduler.");
            drivers.put(key, driver);
            driver.start();
            return Optional.of(SOON);
        } catch (NotReadyToStart e) {
            String message = e.reason() + ": " + e.getMessage();
            if (!message.equals(Fields.of(application)
                    .at("status", "currentState", "message")
                    .text(""))) {
                events(key).warn("the driver cannot start yet: " + message);
            }
            state.enter(ApplicationState.DRIVER_REQUESTED, message);
            return Optional.of(CHECK);
        }
    }

    /** The status says that it runs, but the laptop cluster was stopped meanwhile: that is a new attempt, not a failure. */
    private static void continueAfterLauncherStop(ApplicationState state) {
        String summary = state.summary();
        if (!summary.equals(ApplicationState.SUBMITTED)
                && !summary.equals(ApplicationState.DRIVER_REQUESTED)
                && !summary.equals(ApplicationState.SCHEDULED_TO_RESTART)) {
            state.enter(ApplicationState.SCHEDULED_TO_RESTART, "the laptop cluster was started again");
            state.nextAttempt(0);
        }
    }

    private Optional<Duration> observe(GenericKubernetesResource application, Driver driver, ApplicationState state) {
        Optional<Exit> exit = driver.exit();
        if (exit.isPresent()) {
            return ended(application, driver, exit.get(), state);
        }
        if (driver.running() && !state.summary().equals(ApplicationState.RUNNING)) {
            if (state.summary().equals(ApplicationState.DRIVER_REQUESTED)) {
                state.enter(ApplicationState.DRIVER_STARTED, "Driver has started running.");
            }
            if (driver.ready()) {
                state.enter(ApplicationState.DRIVER_READY, "Driver has reached ready state.");
                state.enter(ApplicationState.RUNNING, "Application is running healthy.");
                events(Key.of(application)).info("driver ready at " + driver.address());
            }
        }
        driver.publish();
        return Optional.of(state.summary().equals(ApplicationState.RUNNING) ? Duration.ofSeconds(5) : SOON);
    }

    private Optional<Duration> ended(
            GenericKubernetesResource application, Driver driver, Exit exit, ApplicationState state) {
        Key key = Key.of(application);
        driver.publish();
        drivers.remove(key);
        state.enter(
                exit.code() == 0 ? ApplicationState.SUCCEEDED : ApplicationState.FAILED,
                "the driver " + exit.describe());
        RestartConfig config = driver.spec().restart();
        long restarts = config.counted(state.restarts(), exit.uptime());
        Optional<Duration> next = config.next(exit.code(), restarts);
        String lastWords =
                exit.lastLines().isEmpty() ? "" : ". Its last words: " + String.join(" | ", exit.lastLines());
        if (next.isEmpty()) {
            state.enter(ApplicationState.RELEASED, "the restart policy has no further attempt");
            events(key)
                    .error("the driver " + exit.describe() + " and is not started again, as restartConfig says"
                            + lastWords);
            return Optional.empty();
        }
        events(key)
                .warn("the driver " + exit.describe() + ", it is started again in "
                        + next.get().toMillis() / 1000.0 + " s" + lastWords);
        driver.forget();
        state.enter(ApplicationState.SCHEDULED_TO_RESTART, "the driver is started again after its backoff");
        state.nextAttempt(restarts + 1);
        restartAt.put(key, parts.clock().instant().plus(next.get()));
        return next;
    }

    private Optional<Duration> stop(Key key) {
        restartAt.remove(key);
        Driver driver = drivers.get(key);
        if (driver == null) {
            return Optional.empty();
        }
        if (!driver.stop()) {
            return Optional.of(SOON);
        }
        drivers.remove(key);
        return Optional.empty();
    }

    private Events.Source events(Key key) {
        return parts.events()
                .of("stream", key.namespace(), key.name())
                .log(parts.state().log("stream", key.namespace(), key.name()));
    }
}
