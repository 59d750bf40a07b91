package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.control.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an Elasticsearch asks for, as one node can give it.
 *
 * @param nodeSet name of the first set of nodes
 * @param config of that set, flat, without what this build of Elasticsearch does not know
 * @param fileRealm names of Secrets with users
 * @param roles names of Secrets with {@code roles.yml}
 * @param deleteData whether the data goes with the resource
 * @param notes what differs from what was asked, for people
 */
record ElasticsearchSpec(
        String namespace,
        String name,
        String nodeSet,
        Map<String, Object> config,
        List<String> fileRealm,
        List<String> roles,
        boolean tls,
        String storageSize,
        boolean deleteData,
        List<String> notes) {

    /** These the node's place on the laptop decides. */
    private static final List<String> RESERVED = List.of(
            "cluster.name",
            "node.name",
            "node.roles",
            "path.",
            "network.",
            "http.",
            "transport.",
            "discovery.",
            "cluster.initial_master_nodes",
            "xpack.security.");

    /** Modules that the laptop's Elasticsearch comes without: it refuses to start with a setting it does not know. */
    private static final List<String> UNKNOWN_HERE = List.of("xpack.", "ingest.", "script.painless.", "reindex.");

    static ElasticsearchSpec of(GenericKubernetesResource elasticsearch, String runningVersion) {
        Fields spec = Fields.of(elasticsearch).at("spec");
        List<Fields> sets = spec.at("nodeSets").items();
        Fields first = sets.isEmpty() ? Fields.of((Object) Map.of()) : sets.get(0);
        List<String> notes = new ArrayList<>();
        long nodes = sets.stream().mapToLong(set -> set.at("count").number(1)).sum();
        if (nodes > 1) {
            notes.add(nodes + " nodes were asked for, the laptop runs one");
        }
        String version = spec.at("version").text("");
        if (!version.equals(runningVersion)) {
            notes.add("Elasticsearch " + version + " was asked for, the laptop has " + runningVersion);
        }
        Map<String, Object> flat = new TreeMap<>();
        flatten("", first.at("config").raw(), flat);
        Map<String, Object> config = new LinkedHashMap<>();
        flat.forEach((key, value) -> {
            if (starts(key, RESERVED)) {
                return;
            }
            if (starts(key, UNKNOWN_HERE)) {
                notes.add("the setting " + key + " is left out: the laptop's Elasticsearch does not have that module");
            } else {
                config.put(key, value);
            }
        });
        return new ElasticsearchSpec(
                elasticsearch.getMetadata().getNamespace(),
                elasticsearch.getMetadata().getName(),
                first.at("name").text("default"),
                config,
                secretNames(spec.at("auth", "fileRealm")),
                secretNames(spec.at("auth", "roles")),
                !spec.at("http", "tls", "selfSignedCertificate", "disabled").flag(false),
                first.at("volumeClaimTemplates").items().stream()
                        .map(claim -> claim.at("spec", "resources", "requests", "storage")
                                .text("1Gi"))
                        .findFirst()
                        .orElse("1Gi"),
                !spec.at("volumeClaimDeletePolicy").text("").equals("DeleteOnScaledownOnly"),
                List.copyOf(notes));
    }

    String pod() {
        return name + "-es-" + nodeSet + "-0";
    }

    String claim() {
        return "elasticsearch-data-" + pod();
    }

    String service() {
        return name + "-es-http";
    }

    String scheme() {
        return tls ? "https" : "http";
    }

    private static List<String> secretNames(Fields references) {
        return references.items().stream()
                .flatMap(reference -> reference.at("secretName").text().stream())
                .toList();
    }

    private static boolean starts(String key, List<String> prefixes) {
        return prefixes.stream().anyMatch(key::startsWith);
    }

    private static void flatten(String prefix, Object node, Map<String, Object> flat) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(prefix.isEmpty() ? key.toString() : prefix + "." + key, value, flat));
        } else if (node != null) {
            flat.put(prefix, node);
        }
    }
}
