package io.sitewatch.kube.http;

import io.sitewatch.kube.discovery.Discovery;
import io.sitewatch.kube.error.ApiException;
import java.util.List;

/** From a path to the part of the server that answers it. */
final class Router {
    private static final String AGGREGATED = "as=APIGroupDiscoveryList";

    private final Discovery discovery;
    private final ResourceApi resources;

    Router(Discovery discovery, ResourceApi resources) {
        this.discovery = discovery;
        this.resources = resources;
    }

    Answer route(ApiRequest request) {
        List<String> path = request.segments();
        String head = path.isEmpty() ? "" : path.get(0);
        return switch (head) {
            case "healthz", "livez", "readyz" -> Answer.Document.text("ok");
            case "version" -> Answer.Document.json(200, discovery.version());
            case "api" -> core(request, path);
            case "apis" -> groups(request, path);
            case "" -> Answer.Document.json(200, discovery.paths());
            default -> throw ApiException.noSuchPath();
        };
    }

    private Answer core(ApiRequest request, List<String> path) {
        if (path.size() == 1) {
            return request.accept().contains(AGGREGATED)
                    ? aggregated(request, true)
                    : Answer.Document.json(200, discovery.coreVersions());
        }
        String version = path.get(1);
        if (path.size() == 2) {
            return Answer.Document.json(200, discovery.resources("", version));
        }
        return resources.serve("", version, path.subList(2, path.size()), request);
    }

    private Answer groups(ApiRequest request, List<String> path) {
        if (path.size() == 1) {
            return request.accept().contains(AGGREGATED)
                    ? aggregated(request, false)
                    : Answer.Document.json(200, discovery.groupList());
        }
        String group = path.get(1);
        if (path.size() == 2) {
            return Answer.Document.json(200, discovery.group(group));
        }
        String version = path.get(2);
        if (path.size() == 3) {
            return Answer.Document.json(200, discovery.resources(group, version));
        }
        return resources.serve(group, version, path.subList(3, path.size()), request);
    }

    private Answer aggregated(ApiRequest request, boolean core) {
        String version = request.accept().contains("v=v2;") ? "v2" : "v2beta1";
        Answer.Document document = Answer.Document.json(200, discovery.aggregated(version, core));
        return new Answer.Document(
                200,
                "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList",
                document.body(),
                List.of());
    }
}
