package io.sitewatch.kube.http;

import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.node.Kubelet;
import io.sitewatch.kube.rest.ObjectReader;
import io.sitewatch.kube.rest.Presentation;
import io.sitewatch.kube.rest.Target;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** What the kubelet answers for a pod: its log, and a way to its ports. */
final class PodApi {
    private static final String LOG = "log";
    private static final String PORT_FORWARD = "portforward";
    private static final int LAST_PORT = 65_535;

    /** Nobody wrote down when a line came, so what asks for it is refused rather than answered wrongly. */
    private static final List<String> NOT_KNOWN = List.of("sinceSeconds", "sinceTime", "timestamps");

    private final ObjectReader reader;
    private final Kubelet kubelet;

    PodApi(ObjectReader reader, Kubelet kubelet) {
        this.reader = reader;
        this.kubelet = kubelet;
    }

    boolean serves(Target target) {
        return target.type().storage().equals(BuiltInTypes.PODS)
                && (target.subresource().equals(LOG) || target.subresource().equals(PORT_FORWARD));
    }

    /** @throws ApiException 404 without such a pod, 400 when it does not run or the parameters make no sense */
    Answer serve(Target target, ApiRequest request) {
        Target pod = new Target(target.type(), target.namespace(), target.name(), "");
        boolean log = target.subresource().equals(LOG);
        if (!request.method().equals("GET") && (log || !request.method().equals("POST"))) {
            throw ApiException.methodNotAllowed();
        }
        List<String> containers = containers(pod);
        return log ? log(pod, containers, request) : forward(pod, request);
    }

    private Answer log(Target pod, List<String> containers, ApiRequest request) {
        String container = request.parameter("container");
        if (!container.isEmpty() && !containers.contains(container)) {
            throw ApiException.badRequest("container " + container + " is not valid for pod " + pod.name());
        }
        String asked = container.isEmpty() && !containers.isEmpty() ? containers.get(0) : container;
        if (request.flag("previous")) {
            throw ApiException.badRequest("previous terminated container \"" + asked + "\" in pod \"" + pod.name()
                    + "\" not found: the log of one goes on through its restarts");
        }
        for (String parameter : NOT_KNOWN) {
            if (!request.parameter(parameter).isEmpty()
                    && !request.parameter(parameter).equals("false")) {
                throw ApiException.badRequest(parameter + ": the times of lines are not kept here; ask without it");
            }
        }
        Path file = kubelet.log(pod.namespace(), pod.name())
                .orElseThrow(() -> ApiException.badRequest("container \"" + asked + "\" in pod \"" + pod.name()
                        + "\" is waiting to start: ContainerCreating"));
        return new Answer.Log(
                file,
                most(request, "tailLines"),
                most(request, "limitBytes"),
                request.flag("follow"),
                () -> kubelet.log(pod.namespace(), pod.name()).isPresent());
    }

    private Answer forward(Target pod, ApiRequest request) {
        InetAddress address = kubelet.address(pod.namespace(), pod.name())
                .orElseThrow(() -> ApiException.badRequest("pod " + pod.name() + " is not running"));
        return new Answer.Forward(address, pod.namespace() + "/" + pod.name(), port(request.parameter("ports")));
    }

    private List<String> containers(Target pod) {
        return StreamSupport.stream(
                        Presentation.tree(pod.type(), reader.get(pod))
                                .at("/spec/containers")
                                .spliterator(),
                        false)
                .map(container -> container.path("name").asText())
                .toList();
    }

    private static OptionalLong most(ApiRequest request, String parameter) {
        if (request.parameter(parameter).isEmpty()) {
            return OptionalLong.empty();
        }
        long most = request.number(parameter);
        if (most < 0) {
            throw ApiException.badRequest(parameter + " must be greater than or equal to 0, but is " + most);
        }
        return OptionalLong.of(most);
    }

    /** Empty when the ports are named inside the stream. */
    private static OptionalInt port(String text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= LAST_PORT) {
                return OptionalInt.of(port);
            }
        } catch (NumberFormatException e) {
            // Said below, as of any other text.
        }
        throw ApiException.badRequest("ports must be one number from 1 to " + LAST_PORT + ", but is \"" + text + "\"");
    }
}
