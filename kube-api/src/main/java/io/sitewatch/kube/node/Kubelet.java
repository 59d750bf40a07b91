package io.sitewatch.kube.node;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/** Answers for the pods that run: where their ports are, and where what they said is. Called from many threads. */
public interface Kubelet {

    /** Of a server without nodes: no pod runs. */
    Kubelet NONE = new Kubelet() {
        @Override
        public Optional<InetAddress> address(String namespace, String pod) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> log(String namespace, String pod) {
            return Optional.empty();
        }
    };

    /** The address on which this machine reaches the pod's ports; empty when it does not run. */
    Optional<InetAddress> address(String namespace, String pod);

    /** The file that the pod's output goes to, which need not be there yet; empty when it does not run. */
    Optional<Path> log(String namespace, String pod);
}
