package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The three probes of one container. Startup holds the others back; a failed startup or liveness probe asks for a restart.
 *
 * <p>Until a probe has passed once it is asked every second, whatever its period, so that a person does not wait for the next
 * round; failures still count once a period.
 */
public final class ProbeLoop {
    private static final Duration IMPATIENT = Duration.ofSeconds(1);

    /** What the probes say together. */
    public enum Verdict {
        NOT_READY,
        READY,
        RESTART
    }

    private final String host;
    private final Container container;
    private final HttpClient client;
    private final Clock clock;
    private final Running startup;
    private final Running liveness;
    private final Running readiness;

    /** New probes, for a container whose process starts now. */
    public ProbeLoop(String host, Container container, HttpClient client, Clock clock) {
        this.host = host;
        this.container = container;
        this.client = client;
        this.clock = clock;
        Instant now = clock.instant();
        this.startup = new Running(container.getStartupProbe(), now);
        this.liveness = new Running(container.getLivenessProbe(), now);
        this.readiness = new Running(container.getReadinessProbe(), now);
    }

    /** Asks what is due; blocks for as long as the server takes, at most the probes' time-outs. */
    public Verdict tick() {
        startup.ask();
        if (startup.state.failed()) {
            return Verdict.RESTART;
        }
        if (!startup.passed()) {
            return Verdict.NOT_READY;
        }
        liveness.ask();
        if (liveness.state.failed()) {
            return Verdict.RESTART;
        }
        readiness.ask();
        return readiness.passed() ? Verdict.READY : Verdict.NOT_READY;
    }

    private boolean healthy(Probe probe) {
        Duration timeout = Duration.ofSeconds(or(probe.getTimeoutSeconds(), 1));
        try {
            if (probe.getHttpGet() != null) {
                return answers(probe.getHttpGet(), timeout);
            }
            if (probe.getTcpSocket() != null) {
                try (Socket socket = new Socket()) {
                    socket.connect(
                            new InetSocketAddress(
                                    host, port(probe.getTcpSocket().getPort())),
                            (int) timeout.toMillis());
                    return true;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean answers(HTTPGetAction get, Duration timeout) throws IOException, InterruptedException {
        String path = get.getPath() == null ? "/" : get.getPath();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + port(get.getPort()) + path))
                .timeout(timeout);
        get.getHttpHeaders().forEach(header -> request.header(header.getName(), header.getValue()));
        int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        return status >= 200 && status < 400;
    }

    private int port(IntOrString port) {
        return port.getIntVal() != null
                ? port.getIntVal()
                : container.getPorts().stream()
                        .filter(candidate -> port.getStrVal().equals(candidate.getName()))
                        .mapToInt(ContainerPort::getContainerPort)
                        .findFirst()
                        .orElse(0);
    }

    private static int or(Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private final class Running {
        private final Probe probe;
        private Instant next;
        private Instant nextCount;
        private boolean passedOnce;
        private ProbeState state = ProbeState.UNKNOWN;

        private Running(Probe probe, Instant containerStart) {
            this.probe = probe;
            this.next =
                    probe == null ? containerStart : containerStart.plusSeconds(or(probe.getInitialDelaySeconds(), 0));
            this.nextCount = next;
        }

        private boolean passed() {
            return probe == null || state.passed();
        }

        private void ask() {
            Instant now = clock.instant();
            if (probe == null || now.isBefore(next) || this == startup && passedOnce) {
                return;
            }
            Duration period = Duration.ofSeconds(or(probe.getPeriodSeconds(), 10));
            boolean ok = healthy(probe);
            if (ok || !now.isBefore(nextCount)) {
                state = state.after(ok, or(probe.getSuccessThreshold(), 1), or(probe.getFailureThreshold(), 3));
                nextCount = now.plus(period);
            }
            passedOnce |= state.passed();
            next = now.plus(passedOnce || period.compareTo(IMPATIENT) < 0 ? period : IMPATIENT);
        }
    }
}
