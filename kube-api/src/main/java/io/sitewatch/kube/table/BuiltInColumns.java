package io.sitewatch.kube.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sitewatch.kube.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code kubectl get} shows of the built-in kinds. */
final class BuiltInColumns {
    private static final List<Column> DEFAULT = Columns.named().age().done();
    private static final List<Column> CREATED =
            Columns.named().field("Created At", "metadata", "creationTimestamp").done();

    private final Map<String, List<Column>> byStorage = Map.ofEntries(
            Map.entry("/pods", pods()),
            Map.entry("/services", services()),
            Map.entry(
                    "/configmaps",
                    Columns.named()
                            .number(
                                    "Data",
                                    object -> object.path("data").size()
                                            + object.path("binaryData").size())
                            .age()
                            .done()),
            Map.entry(
                    "/secrets",
                    Columns.named()
                            .field("Type", "type")
                            .number("Data", object -> object.path("data").size())
                            .age()
                            .done()),
            Map.entry(
                    "/namespaces",
                    Columns.named().field("Status", "status", "phase").age().done()),
            Map.entry(
                    "/serviceaccounts",
                    Columns.named()
                            .number("Secrets", object -> object.path("secrets").size())
                            .age()
                            .done()),
            Map.entry("/events", events()),
            Map.entry("/persistentvolumeclaims", claims()),
            Map.entry("/endpoints", endpoints()),
            Map.entry("apps/deployments", deployments()),
            Map.entry(
                    "apps/statefulsets",
                    withContainers(Columns.named()
                            .text("Ready", ready("readyReplicas"))
                            .age())),
            Map.entry("apps/replicasets", replicaSets()),
            Map.entry("batch/jobs", jobs()),
            Map.entry("batch/cronjobs", cronJobs()),
            Map.entry(
                    "networking.k8s.io/networkpolicies",
                    Columns.named()
                            .text(
                                    "Pod-Selector",
                                    object -> labels(object.path("spec")
                                            .path("podSelector")
                                            .path("matchLabels")))
                            .age()
                            .done()),
            Map.entry("networking.k8s.io/ingresses", ingresses()),
            Map.entry("policy/poddisruptionbudgets", budgets()),
            Map.entry(
                    "coordination.k8s.io/leases",
                    Columns.named()
                            .field("Holder", "spec", "holderIdentity")
                            .age()
                            .done()),
            Map.entry("rbac.authorization.k8s.io/roles", CREATED),
            Map.entry("rbac.authorization.k8s.io/clusterroles", CREATED),
            Map.entry("rbac.authorization.k8s.io/rolebindings", bindings()),
            Map.entry("rbac.authorization.k8s.io/clusterrolebindings", bindings()),
            Map.entry("apiextensions.k8s.io/customresourcedefinitions", CREATED));

    List<Column> of(String storage) {
        return byStorage.getOrDefault(storage, DEFAULT);
    }

    private static List<Column> pods() {
        return Columns.named()
                .text("Ready", object -> {
                    JsonNode containers = object.path("status").path("containerStatuses");
                    long ready = stream(containers)
                            .filter(each -> each.path("ready").asBoolean())
                            .count();
                    return ready + "/" + object.path("spec").path("containers").size();
                })
                .text("Status", BuiltInColumns::podStatus)
                .number("Restarts", object -> stream(object.path("status").path("containerStatuses"))
                        .mapToInt(each -> each.path("restartCount").asInt())
                        .sum())
                .age()
                .wide()
                .field("IP", "status", "podIP")
                .field("Node", "spec", "nodeName")
                .field("Nominated Node", "status", "nominatedNodeName")
                .text("Readiness Gates", object -> "")
                .done();
    }

    private static String podStatus(JsonNode pod) {
        if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
            return "Terminating";
        }
        for (JsonNode container : pod.path("status").path("containerStatuses")) {
            for (String state : new String[] {"waiting", "terminated"}) {
                String reason = Json.text(container, "state", state, "reason");
                if (!reason.isEmpty()) {
                    return reason;
                }
            }
        }
        String reason = Json.text(pod, "status", "reason");
        return reason.isEmpty() ? Json.text(pod, "status", "phase") : reason;
    }

    private static List<Column> services() {
        return Columns.named()
                .field("Type", "spec", "type")
                .field("Cluster-IP", "spec", "clusterIP")
                .text("External-IP", object -> {
                    String name = Json.text(object, "spec", "externalName");
                    return name.isEmpty() ? join(object.path("spec").path("externalIPs"), JsonNode::asText) : name;
                })
                .text(
                        "Port(s)",
                        object -> join(object.path("spec").path("ports"), port -> {
                            String node = port.path("nodePort").asInt() > 0
                                    ? ":" + port.path("nodePort").asInt()
                                    : "";
                            return port.path("port").asInt() + node + "/" + Json.text(port, "protocol");
                        }))
                .age()
                .wide()
                .text("Selector", object -> labels(object.path("spec").path("selector")))
                .done();
    }

    private static List<Column> events() {
        return Columns.unnamed()
                .add("Last Seen", "string", "", "", (event, now) -> {
                    String time = firstOf(
                            Json.text(event, "series", "lastObservedTime"),
                            Json.text(event, "lastTimestamp"),
                            Json.text(event, "eventTime"),
                            Json.text(event, "metadata", "creationTimestamp"));
                    return TextNode.valueOf(HumanDuration.since(time, now));
                })
                .field("Type", "type")
                .field("Reason", "reason")
                .text(
                        "Object",
                        event -> Json.text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT) + "/"
                                + Json.text(event, "involvedObject", "name"))
                .add("Message", "string", "", "", (event, now) -> event.path("message"))
                .wide()
                .field("Subobject", "involvedObject", "fieldPath")
                .text(
                        "Source",
                        event -> firstOf(
                                Json.text(event, "source", "component"), Json.text(event, "reportingComponent")))
                .since("First Seen", "firstTimestamp")
                .number("Count", event -> Math.max(1, event.path("count").asInt()))
                .field("Name", "metadata", "name")
                .done();
    }

    private static List<Column> claims() {
        return Columns.named()
                .field("Status", "status", "phase")
                .field("Volume", "spec", "volumeName")
                .field("Capacity", "status", "capacity", "storage")
                .text(
                        "Access Modes",
                        object -> join(object.path("spec").path("accessModes"), mode -> mode.asText()
                                .replaceAll("[a-z]", "")))
                .field("StorageClass", "spec", "storageClassName")
                .age()
                .done();
    }

    private static List<Column> endpoints() {
        return Columns.named()
                .text("Endpoints", object -> stream(object.path("subsets"))
                        .flatMap(subset -> stream(subset.path("addresses"))
                                .flatMap(address -> stream(subset.path("ports"))
                                        .map(port -> Json.text(address, "ip") + ":"
                                                + port.path("port").asInt())))
                        .collect(Collectors.joining(",")))
                .age()
                .done();
    }

    private static List<Column> deployments() {
        return withContainers(Columns.named()
                .text("Ready", ready("readyReplicas"))
                .number(
                        "Up-to-date",
                        object -> object.path("status").path("updatedReplicas").asInt())
                .number("Available", object -> object.path("status")
                        .path("availableReplicas")
                        .asInt())
                .age());
    }

    private static List<Column> withContainers(Columns columns) {
        return columns.wide()
                .text("Containers", object -> join(containers(object), each -> Json.text(each, "name")))
                .text("Images", object -> join(containers(object), each -> Json.text(each, "image")))
                .text(
                        "Selector",
                        object -> labels(object.path("spec").path("selector").path("matchLabels")))
                .done();
    }

    private static List<Column> replicaSets() {
        return Columns.named()
                .number(
                        "Desired",
                        object -> object.path("spec").path("replicas").asInt())
                .number(
                        "Current",
                        object -> object.path("status").path("replicas").asInt())
                .number(
                        "Ready",
                        object -> object.path("status").path("readyReplicas").asInt())
                .age()
                .done();
    }

    private static List<Column> jobs() {
        return Columns.named()
                .text("Status", object -> stream(object.path("status").path("conditions"))
                        .filter(condition -> Json.text(condition, "status").equals("True"))
                        .map(condition -> Json.text(condition, "type"))
                        .findFirst()
                        .orElse("Running"))
                .text(
                        "Completions",
                        object -> object.path("status").path("succeeded").asInt() + "/"
                                + object.path("spec").path("completions").asInt(1))
                .age()
                .done();
    }

    private static List<Column> cronJobs() {
        return Columns.named()
                .field("Schedule", "spec", "schedule")
                .field("Timezone", "spec", "timeZone")
                .text("Suspend", object -> object.path("spec").path("suspend").asBoolean() ? "True" : "False")
                .number("Active", object -> object.path("status").path("active").size())
                .since("Last Schedule", "status", "lastScheduleTime")
                .age()
                .done();
    }

    private static List<Column> ingresses() {
        return Columns.named()
                .field("Class", "spec", "ingressClassName")
                .text(
                        "Hosts",
                        object ->
                                join(object.path("spec").path("rules"), rule -> firstOf(Json.text(rule, "host"), "*")))
                .text(
                        "Address",
                        object -> join(
                                object.path("status").path("loadBalancer").path("ingress"),
                                each -> firstOf(Json.text(each, "ip"), Json.text(each, "hostname"))))
                .text("Ports", object -> object.path("spec").has("tls") ? "80, 443" : "80")
                .age()
                .done();
    }

    private static List<Column> budgets() {
        return Columns.named()
                .text("Min Available", object -> firstOf(Json.text(object, "spec", "minAvailable"), "N/A"))
                .text("Max Unavailable", object -> firstOf(Json.text(object, "spec", "maxUnavailable"), "N/A"))
                .number("Allowed Disruptions", object -> object.path("status")
                        .path("disruptionsAllowed")
                        .asInt())
                .age()
                .done();
    }

    private static List<Column> bindings() {
        return Columns.named()
                .text(
                        "Role",
                        object -> Json.text(object, "roleRef", "kind") + "/" + Json.text(object, "roleRef", "name"))
                .age()
                .done();
    }

    private static Function<JsonNode, String> ready(String field) {
        return object -> object.path("status").path(field).asInt() + "/"
                + object.path("spec").path("replicas").asInt();
    }

    private static JsonNode containers(JsonNode workload) {
        return workload.path("spec").path("template").path("spec").path("containers");
    }

    private static String labels(JsonNode labels) {
        return labels.properties().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
                .collect(Collectors.joining(","));
    }

    private static String join(JsonNode list, Function<JsonNode, String> text) {
        return stream(list).map(text).collect(Collectors.joining(","));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String firstOf(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
