package io.sitewatch.kube.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.patch.PatchType;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.TypeRegistry;
import io.sitewatch.kube.rest.DeleteOptions;
import io.sitewatch.kube.rest.ObjectDeleter;
import io.sitewatch.kube.rest.ObjectReader;
import io.sitewatch.kube.rest.ObjectWriter;
import io.sitewatch.kube.rest.Presentation;
import io.sitewatch.kube.rest.ScaleView;
import io.sitewatch.kube.rest.Target;
import io.sitewatch.kube.rest.WriteOptions;
import io.sitewatch.kube.rest.Written;
import io.sitewatch.kube.selector.FieldSelector;
import io.sitewatch.kube.selector.LabelSelector;
import io.sitewatch.kube.store.Stored;
import io.sitewatch.kube.watch.WatchFilter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The verbs on resources. */
final class ResourceApi {
    private static final String SCALE = "scale";

    private final TypeRegistry registry;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final ObjectDeleter deleter;
    private final Representations representations;
    private final AccessCheck access;
    private final AccessReviews accessReviews;
    private final PodApi pods;
    private final BodyDecoder decoder = new BodyDecoder();

    ResourceApi(
            TypeRegistry registry,
            ObjectReader reader,
            ObjectWriter writer,
            ObjectDeleter deleter,
            AccessCheck access,
            AccessReviews accessReviews,
            PodApi pods,
            Representations representations) {
        this.registry = registry;
        this.reader = reader;
        this.writer = writer;
        this.deleter = deleter;
        this.access = access;
        this.accessReviews = accessReviews;
        this.pods = pods;
        this.representations = representations;
    }

    /** @param path what follows the version in the path */
    Answer serve(String group, String version, List<String> path, ApiRequest request) {
        if (request.method().equals("POST") && accessReviews.isTokenRequest(group, path)) {
            return Answer.Document.json(201, accessReviews.token(request.caller(), path, request.object(decoder)));
        }
        Target target = target(group, version, path);
        if (target.type().isReview()) {
            return review(target, request);
        }
        access.require(target, request);
        if (pods.serves(target)) {
            return pods.serve(target, request);
        }
        Representation representation = representations.of(request.accept());
        if (target.subresource().equals(SCALE)) {
            return scale(target, request);
        }
        return switch (request.method()) {
            case "GET" ->
                isWatch(request) ? watch(target, request, representation) : read(target, request, representation);
            case "POST" -> create(target, request, representation);
            case "PUT" ->
                written(
                        target,
                        access.write(
                                named(target),
                                request,
                                options -> writer.update(target, request.object(decoder), options)),
                        request,
                        representation);
            case "PATCH" ->
                written(
                        target,
                        access.write(named(target), request, options -> patch(target, request, options)),
                        request,
                        representation);
            case "DELETE" -> target.name() == null ? deleteAll(target, request) : delete(target, request);
            default -> throw ApiException.methodNotAllowed();
        };
    }

    private Answer review(Target target, ApiRequest request) {
        if (!request.method().equals("POST") || target.name() != null) {
            throw ApiException.methodNotAllowed();
        }
        return Answer.Document.json(201, accessReviews.review(target, request.caller(), request.object(decoder)));
    }

    private static boolean isWatch(ApiRequest request) {
        return request.flag("watch");
    }

    private Target target(String group, String version, List<String> path) {
        List<String> rest = path;
        String namespace = null;
        if (rest.get(0).equals("watch")) {
            throw ApiException.noSuchPath();
        }
        boolean isNamespaceItself = group.isEmpty()
                && rest.get(0).equals("namespaces")
                && (rest.size() <= 2
                        || (rest.size() == 3
                                && (rest.get(2).equals("status") || rest.get(2).equals("finalize"))));
        if (rest.get(0).equals("namespaces") && rest.size() > 2 && !isNamespaceItself) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        }
        ResourceType type = registry.find(group, version, rest.get(0)).orElseThrow(ApiException::noSuchPath);
        if (rest.size() > 3 || (namespace != null && !type.namespaced())) {
            throw ApiException.noSuchPath();
        }
        String name = rest.size() > 1 ? rest.get(1) : null;
        String subresource = rest.size() > 2 ? rest.get(2) : "";
        boolean scale = subresource.equals(SCALE) && type.scale().isPresent();
        if (!subresource.isEmpty() && !scale && !type.subresources().contains(subresource)) {
            throw ApiException.noSuchPath();
        }
        if (name != null && type.namespaced() && namespace == null) {
            throw ApiException.noSuchPath();
        }
        return new Target(type, type.namespaced() ? namespace : "", name, subresource);
    }

    private Answer read(Target target, ApiRequest request, Representation representation) {
        if (target.name() != null) {
            Stored stored = reader.get(target);
            return representation.one(target.type(), stored, request);
        }
        return representation.list(
                target.type(),
                reader.list(target, filter(target, request), request.number("limit"), request.parameter("continue")),
                request);
    }

    private Answer watch(Target target, ApiRequest request, Representation representation) {
        String revision = request.parameter("resourceVersion");
        boolean initial = request.flag("sendInitialEvents");
        boolean fromNow = initial || revision.isEmpty() || revision.equals("0");
        return new Answer.Stream(
                target,
                filter(target, request),
                fromNow ? -1 : request.number("resourceVersion"),
                request.flag("allowWatchBookmarks"),
                initial,
                request.number("timeoutSeconds"),
                representation.events(target.type(), request));
    }

    private static WatchFilter filter(Target target, ApiRequest request) {
        String fields = request.parameter("fieldSelector");
        if (target.name() != null) {
            fields = "metadata.name=" + target.name();
        }
        return new WatchFilter(
                target.namespace() == null || target.namespace().isEmpty() ? null : target.namespace(),
                LabelSelector.parse(request.parameter("labelSelector")),
                FieldSelector.parse(fields, target.type().selectableFields()));
    }

    private Answer create(Target target, ApiRequest request, Representation representation) {
        if (target.name() != null) {
            throw ApiException.methodNotAllowed();
        }
        ObjectNode body = request.object(decoder);
        if (target.namespace() == null) {
            String namespace = Json.text(body, "metadata", "namespace");
            throw ApiException.badRequest(
                    namespace.isEmpty()
                            ? "an empty namespace may not be set during creation"
                            : "create " + target.type().plural() + " under /namespaces/" + namespace);
        }
        return written(
                target,
                access.write(target, request, options -> writer.create(target, body, options)),
                request,
                representation);
    }

    private Written patch(Target target, ApiRequest request, WriteOptions options) {
        PatchType patchType = PatchType.of(request.contentType(), target.type());
        if (patchType != PatchType.APPLY) {
            if (request.query().containsKey("force")) {
                throw ApiException.badRequest("PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden:"
                        + " may not be specified for non-apply patch");
            }
            return writer.patch(target, patchType, request.tree(decoder), options);
        }
        if (request.parameter("fieldManager").isEmpty()) {
            throw ApiException.badRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value:"
                    + " is required for apply patch");
        }
        return writer.apply(target, request.object(decoder), options);
    }

    private static Answer written(Target target, Written written, ApiRequest request, Representation representation) {
        return representation.written(target.type(), written, request);
    }

    private Answer delete(Target target, ApiRequest request) {
        if (!target.subresource().isEmpty()) {
            throw ApiException.methodNotAllowed();
        }
        Stored before = reader.get(target);
        Optional<ObjectNode> held = deleter.delete(target, deleteOptions(request));
        if (held.isPresent()) {
            return Answer.Document.json(200, held.get());
        }
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        ObjectNode details = status.put("status", "Success").putObject("details");
        details.put("name", target.name());
        if (!target.type().group().isEmpty()) {
            details.put("group", target.type().group());
        }
        details.put("kind", target.type().plural()).put("uid", before.uid());
        return Answer.Document.json(200, status);
    }

    private Answer deleteAll(Target target, ApiRequest request) {
        DeleteOptions options = deleteOptions(request);
        WatchFilter filter = filter(target, request);
        ObjectNode list = Json.object();
        list.put("kind", target.type().listKind())
                .put("apiVersion", target.type().apiVersion());
        list.putObject("metadata");
        var items = list.putArray("items");
        for (Stored stored : reader.list(target, filter, 0, "").objects()) {
            Target each = new Target(target.type(), stored.namespace(), stored.name(), "");
            try {
                items.add(deleter.delete(each, options).orElseGet(() -> Presentation.tree(target.type(), stored)));
            } catch (ApiException gone) {
                if (gone.code() != 404) {
                    throw gone;
                }
            }
        }
        return Answer.Document.json(200, list);
    }

    private DeleteOptions deleteOptions(ApiRequest request) {
        return DeleteOptions.of(
                request.tree(decoder),
                request.dryRun(),
                request.parameter("propagationPolicy"),
                request.parameter("gracePeriodSeconds").isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(request.number("gracePeriodSeconds")));
    }

    private Answer scale(Target target, ApiRequest request) {
        ScaleView view = new ScaleView(target.type());
        Target whole = new Target(target.type(), target.namespace(), target.name(), "");
        return switch (request.method()) {
            case "GET" -> Answer.Document.json(200, view.of(Presentation.tree(target.type(), reader.get(whole))));
            case "PUT" ->
                Answer.Document.json(
                        200,
                        view.of(writer.patch(
                                        whole,
                                        PatchType.MERGE,
                                        view.change(request.object(decoder)),
                                        request.writeOptions())
                                .object()));
            case "PATCH" -> {
                ObjectNode now = view.of(Presentation.tree(target.type(), reader.get(whole)));
                PatchType patchType = PatchType.of(request.contentType(), target.type());
                if (patchType == PatchType.APPLY) {
                    patchType = PatchType.MERGE;
                }
                ObjectNode patched = (ObjectNode) (patchType == PatchType.STRATEGIC ? PatchType.MERGE : patchType)
                        .apply(target.type(), now, request.tree(decoder));
                yield Answer.Document.json(
                        200,
                        view.of(writer.patch(whole, PatchType.MERGE, view.change(patched), request.writeOptions())
                                .object()));
            }
            default -> throw ApiException.methodNotAllowed();
        };
    }

    private static Target named(Target target) {
        if (target.name() == null) {
            throw ApiException.methodNotAllowed();
        }
        return target;
    }
}
