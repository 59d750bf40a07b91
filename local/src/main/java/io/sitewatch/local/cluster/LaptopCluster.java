package io.sitewatch.local.cluster;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sitewatch.kube.KubeApiServer;
import io.sitewatch.local.cluster.cnpg.CnpgPart;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.dns.AddressRange;
import io.sitewatch.local.cluster.dns.Dns;
import io.sitewatch.local.cluster.dns.PortOwner;
import io.sitewatch.local.cluster.dns.RangeClaim;
import io.sitewatch.local.cluster.eck.EckPart;
import io.sitewatch.local.cluster.kubelet.Kubelet;
import io.sitewatch.local.cluster.kubelet.PodBoard;
import io.sitewatch.local.cluster.kubelet.RunningPods;
import io.sitewatch.local.cluster.kubelet.ServiceAddresses;
import io.sitewatch.local.cluster.kubelet.Volumes;
import io.sitewatch.local.cluster.process.Ledger;
import io.sitewatch.local.cluster.process.Privileges;
import io.sitewatch.local.cluster.process.Supervisor;
import io.sitewatch.local.cluster.spark.SparkPart;
import io.sitewatch.local.cluster.strimzi.StrimziPart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Kubernetes cluster for one machine, where pods are JVM processes and services are loopback addresses. It runs the
 * real operator, and plays the part of the operators that Sitewatch builds on. For development only.
 */
public final class LaptopCluster implements AutoCloseable {
    private static final long DISK_NEEDED = 1L << 30;
    private static final Duration REQUEST_PATIENCE = Duration.ofMinutes(1);
    private static final long DISK_WANTED = 3L << 30;

    private final StateDirectory state;
    private final Shutdown shutdown = new Shutdown();
    private KubernetesClient client;
    private Supervisor supervisor;

    private LaptopCluster(StateDirectory state) {
        this.state = state;
    }

    /**
     * Starts the API server, the parts and the operator; returns when the API answers and the operator was started.
     *
     * @param events told of everything worth a line at the terminal; called from many threads, one at a time
     * @throws LaptopException saying what to do: artifacts missing, state folder in use, ports in use, disk full
     */
    public static LaptopCluster start(LaptopConfig config, Consumer<ClusterEvent> events) {
        return start(config, events, true);
    }

    /** The same without the operator, for tests of the parts. */
    static LaptopCluster start(LaptopConfig config, Consumer<ClusterEvent> events, boolean withOperator) {
        LaptopCluster cluster = new LaptopCluster(new StateDirectory(config.state()));
        try {
            cluster.run(config, new Events(events, Clock.systemUTC()), withOperator);
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new LaptopException("the laptop cluster cannot start: " + e, e);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void run(LaptopConfig config, Events events, boolean withOperator) throws IOException {
        Artifacts artifacts = new Artifacts(config.home());
        if (withOperator) {
            artifacts.requireBuilt();
        }
        prepareState(events);
        StateLock lock = StateLock.take(state);
        shutdown.add(Shutdown.Stage.LAST, lock);
        Ledger ledger = new Ledger(state.ledger());
        for (String ended : ledger.endOrphans()) {
            events.of("laptop", "", "laptop").warn("ended " + ended + ", which an earlier run had left behind");
        }

        PortOwner ports = PortOwner.ofThisMachine();
        RangeClaim claim = RangeClaim.take(state.network(), ports);
        shutdown.add(Shutdown.Stage.LAST, claim);
        AddressRange range = claim.range();
        ports.inTheWay(range.apiAddress(), AddressRange.API_PORT).ifPresent(obstacle -> {
            throw new LaptopException(obstacle + ": stop it, the Kubernetes API needs that port");
        });
        RunningPods pods = new RunningPods();
        KubeApiServer server = startApi(range, pods, events);
        shutdown.add(Shutdown.Stage.API, server);
        client = patient(server);
        shutdown.add(Shutdown.Stage.CLIENT, client);
        Definitions.apply(client, artifacts.definitions());

        Api api = new Api(client);
        shutdown.add(Shutdown.Stage.WATCHES, api);
        Privileges privileges = Privileges.ofThisProcess();
        supervisor = new Supervisor(privileges, ledger);
        shutdown.add(Shutdown.Stage.PROCESSES, supervisor);
        Clock clock = Clock.systemUTC();
        Parts parts = new Parts(
                api,
                events,
                supervisor,
                privileges,
                state,
                artifacts,
                config.heaps(),
                new Dns(api, state),
                new ServiceAddresses(api, range),
                new PodBoard(api, pods, clock),
                new Volumes(api, state),
                ports,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build(),
                clock);
        startParts(parts);
        if (withOperator) {
            OperatorProcess operator = new OperatorProcess(parts);
            shutdown.add(Shutdown.Stage.PARTS, operator);
            operator.start();
        }
    }

    private void startParts(Parts parts) {
        parts.pods().clear();
        parts.pods().start();
        Kubelet kubelet = new Kubelet(parts);
        StrimziPart strimzi = new StrimziPart(parts);
        CnpgPart cnpg = new CnpgPart(parts);
        EckPart eck = new EckPart(parts);
        SparkPart spark = new SparkPart(parts);
        List.of(parts.dns(), parts.volumes(), kubelet, strimzi, cnpg, eck, spark)
                .forEach(part -> shutdown.add(Shutdown.Stage.PARTS, part));
        parts.dns().start();
        parts.volumes().start();
        strimzi.start();
        cnpg.start();
        eck.start();
        spark.start();
        kubelet.start();
    }

    private KubeApiServer startApi(AddressRange range, RunningPods pods, Events events) throws IOException {
        KubeApiServer server = KubeApiServer.builder()
                .address(range.apiAddress(), AddressRange.API_PORT)
                .serviceCidr(range.cidr())
                .storage(state.api())
                .kubelet(pods)
                .start();
        Path draft = state.kubeconfig().resolveSibling("kubeconfig.draft");
        Files.writeString(draft, server.kubeconfig());
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.move(draft, state.kubeconfig(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        events.of("kube-api", "", "kube-api").info("Kubernetes API ready at " + server.url());
        return server;
    }

    /** The first request after a start may take long on a busy machine: the server is then still compiling itself and its rules. */
    private static KubernetesClient patient(KubeApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.clientConfig())
                        .withRequestTimeout((int) REQUEST_PATIENCE.toMillis())
                        .build())
                .build();
    }

    private void prepareState(Events events) throws IOException {
        Files.createDirectories(state.logs());
        Files.setPosixFilePermissions(state.root(), PosixFilePermissions.fromString("rwx--x--x"));
        FileStore disk = Files.getFileStore(state.root());
        long free = disk.getUsableSpace();
        if (free < DISK_NEEDED) {
            throw new LaptopException("only " + (free >> 20) + " MiB are free on the disk of " + state.root()
                    + ": free at least " + (DISK_NEEDED >> 20) + " MiB, or give another folder");
        }
        if (free < DISK_WANTED) {
            events.of("laptop", "", "laptop")
                    .warn("only " + (free >> 20) + " MiB are free on the disk of " + state.root()
                            + ": a site fills it in time");
        }
    }

    /** File for {@code KUBECONFIG}. */
    public Path kubeconfig() {
        return state.kubeconfig();
    }

    /** A client with every right, owned by this cluster. */
    public KubernetesClient client() {
        return client;
    }

    /** Folder with one log file per component. */
    public Path logs() {
        return state.logs();
    }

    /** Every child process, the operator first. */
    public List<RunningProcess> processes() {
        return supervisor.processes().stream()
                .sorted(Comparator.comparing(
                                (RunningProcess process) -> !process.namespace().isEmpty())
                        .thenComparing(RunningProcess::namespace)
                        .thenComparing(RunningProcess::name))
                .toList();
    }

    /** Stops everything within 15 s and leaves no process. Safe to call twice, and from a shutdown hook. */
    @Override
    public void close() {
        shutdown.run();
    }
}
