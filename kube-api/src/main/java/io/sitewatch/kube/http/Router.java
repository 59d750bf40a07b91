package io.sitewatch.kube.http;

import io.sitewatch.kube.discovery.Discovery;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.openapi.OpenApi;
import java.util.List;

/** From a path to the part of the server that answers it. */
final class Router {
    private static final String SWAGGER_PROTOBUF = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
    private static final String AGGREGATED = "as=APIGroupDiscoveryList";

    private final Discovery discovery;
    private final OpenApi openApi;
    private final ResourceApi resources;

    Router(Discovery discovery, OpenApi openApi, ResourceApi resources) {
        this.discovery = discovery;
        this.openApi = openApi;
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
            case "openapi" -> openApi(request, path);
            case "" -> Answer.Document.json(200, discovery.paths());
            default -> throw ApiException.noSuchPath();
        };
    }

    private Answer openApi(ApiRequest request, List<String> path) {
        String form = path.size() > 1 ? path.get(1) : "";
        if (form.equals("v2")) {
            boolean protobuf = request.accept().contains(SWAGGER_PROTOBUF)
                    && !request.accept().contains("json");
            return protobuf
                    ? new Answer.Document(200, SWAGGER_PROTOBUF, new byte[0], List.of())
                    : Answer.Document.json(200, openApi.legacy());
        }
        if (!form.equals("v3")) {
            throw ApiException.noSuchPath();
        }
        return switch (path.size()) {
            case 2 -> Answer.Document.json(200, openApi.index());
            case 4 -> Answer.Document.json(200, openApi.document("", path.get(3)));
            case 5 -> Answer.Document.json(200, openApi.document(path.get(3), path.get(4)));
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
