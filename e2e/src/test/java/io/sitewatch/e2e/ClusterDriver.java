package io.sitewatch.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** The cluster that scenarios run against: everything that differs from one to the other, and nothing else. */
interface ClusterDriver extends AutoCloseable {

    /** Who is killed without a warning. */
    enum Victim {
        BROKER,
        STREAM_DRIVER,
        OPERATOR
    }

    /** A way to a Service from here; closed when it is no longer used. */
    interface Way extends AutoCloseable {
        String host();

        int port();

        @Override
        void close();
    }

    KubernetesClient client();

    /** A way to a port of a Service. */
    Way reach(String namespace, String service, int port);

    /** Kills one, so that it has no time for last words. */
    void kill(Victim victim, String namespace, String site);

    /** An address of this machine that the pods of the cluster reach, for a server of the test; empty when there is none. */
    Optional<String> addressOfThisMachine();

    /** Throws when the cluster has ended. */
    void requireAlive();

    /** Puts logs and whatever else only this kind of cluster knows into a folder. */
    void collect(Path folder);

    @Override
    void close();
}
