package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.ApiCalls;
import io.sitewatch.operator.fixture.ApiCalls.Call;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.OperatorUnderTest;
import io.sitewatch.operator.fixture.ScriptedOperators;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.render.Rendering;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rights that the operator ships with are those that it uses, no fewer and no more: what it asked of the API server over
 * the whole life of a site is held against the committed manifest. On an API server with authorization it also runs with
 * these rights alone. With {@code -Drbac.update=true} the manifest is written anew: read the difference before you commit it.
 */
class RbacTest {
    private static final Path MANIFEST = Path.of("src/main/resources/io/sitewatch/operator/rbac.yaml");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LEASES = "coordination.k8s.io";

    private static final Set<Call> WITHOUT_A_REQUEST = Set.of(
            // Asked for by the admission plugin that guards owners which block a deletion.
            new Call("sitewatch.io", "monitoringsites/finalizers", "update"),
            // When somebody else changes a site at the very moment in which its finalizer is written.
            new Call("sitewatch.io", "monitoringsites", "get"),
            // The framework does not stand for election without it, though it renews by patches.
            new Call(LEASES, "leases", "update"));

    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    private static final PolicyRule EVERYTHING = new PolicyRuleBuilder()
            .withApiGroups("*")
            .withResources("*")
            .withVerbs("*")
            .build();

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @Test
    void theOperatorHasTheRightsThatItUsesAndNoOthers() throws IOException {
        ApiCalls calls = new ApiCalls();
        try (TestCluster cluster = Crds.cluster()) {
            String namespace = cluster.namespace();
            String user = "system:serviceaccount:" + namespace + ":sitewatch-operator";
            try (AutoCloseable rights = grant(cluster, user);
                    OperatorUnderTest operator = new OperatorUnderTest(
                            cluster,
                            namespace,
                            new OperatorUnderTest.Settings()
                                    .as(user)
                                    .interceptor(calls)
                                    .leaderElection(new LeaderElectionConfiguration(
                                            "sitewatch-operator",
                                            namespace,
                                            Duration.ofSeconds(15),
                                            Duration.ofSeconds(10),
                                            Duration.ofSeconds(2),
                                            "this-one",
                                            null,
                                            false)));
                    ScriptedOperators others = new ScriptedOperators(cluster.client(), namespace).start()) {
                wholeLife(operator);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
        SortedSet<Call> needed = calls.all();
        needed.addAll(WITHOUT_A_REQUEST);
        needed.addAll(givenAway());

        String manifest = manifest(needed);
        if (Boolean.getBoolean("rbac.update")) {
            Files.writeString(MANIFEST, manifest);
        }
        assertThat(rights(Files.readString(MANIFEST)))
                .as("the rights that are used, and those of %s", MANIFEST)
                .containsExactlyElementsOf(needed);
        assertThat(MANIFEST).content().isEqualTo(manifest);
    }

    private static void wholeLife(OperatorUnderTest operator) {
        operator.apply("{source: {simulator: {}}, deletionPolicy: Delete, search: {managed: {}, ingest: Logstash},"
                + " batchView: {enabled: true, replicas: 2, ingress: {host: shaft.example.com}}}");
        until(() -> operator.condition("Ready").equals("True/Ready"));
        operator.apply("{source: {http: {baseUrl: 'http://instruments:8080'}}, deletionPolicy: Delete,"
                + " search: {disabled: {}}, batchView: {enabled: false}, stream: {trigger: 30s}}");
        until(() -> operator.object(ObjectKind.ELASTICSEARCH, "shaft").get() == null);
        until(() -> operator.object(ObjectKind.INGRESS, "shaft-batch-view").get() == null);
        until(() -> operator.condition("Ready").equals("True/Ready"));
        operator.site("shaft").delete();
        until(() -> operator.site("shaft").get() == null);
    }

    /** Nobody can give a right away that they do not have: the operator makes the Role of the driver. */
    private static Collection<Call> givenAway() {
        return Rendering.of(Sites.model(Sites.shaft("{source: {simulator: {}}}"))).all().stream()
                .filter(desired -> desired.id().kind() == ObjectKind.ROLE)
                .flatMap(role -> rules(role.tree()).stream())
                .toList();
    }

    private static String manifest(SortedSet<Call> needed) throws IOException {
        ObjectNode everywhere = role("ClusterRole", "sitewatch-operator");
        ObjectNode whereItRuns = role("Role", "sitewatch-operator-leader-election");
        Predicate<Call> lease = call -> call.group().equals(LEASES);
        addRules(
                everywhere.putArray("rules"),
                needed.stream().filter(lease.negate()).toList());
        addRules(whereItRuns.putArray("rules"), needed.stream().filter(lease).toList());
        return YAML.writeValueAsString(everywhere) + YAML.writeValueAsString(whereItRuns);
    }

    private static ObjectNode role(String kind, String name) {
        ObjectNode role = YAML.createObjectNode();
        role.put("apiVersion", "rbac.authorization.k8s.io/v1").put("kind", kind);
        role.putObject("metadata").put("name", name);
        return role;
    }

    /** One rule for all resources of a group that the same is done with. */
    private static void addRules(ArrayNode rules, List<Call> calls) {
        Map<String, List<Call>> byResource = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.group() + " " + call.resource(), TreeMap::new, Collectors.toList()));
        Map<String, List<String>> resourcesByRule = new TreeMap<>();
        byResource.values().forEach(same -> resourcesByRule
                .computeIfAbsent(same.get(0).group() + " " + String.join(" ", verbs(same)), rule -> new ArrayList<>())
                .add(same.get(0).resource()));
        resourcesByRule.forEach((rule, resources) -> {
            List<String> words = List.of(rule.split(" "));
            ObjectNode node = rules.addObject();
            node.putArray("apiGroups").add(words.get(0));
            resources.forEach(node.putArray("resources")::add);
            words.stream().skip(1).forEach(node.putArray("verbs")::add);
        });
    }

    private static List<String> verbs(List<Call> calls) {
        return calls.stream()
                .map(Call::verb)
                .distinct()
                .sorted(Comparator.comparingInt(VERBS::indexOf))
                .toList();
    }

    private static SortedSet<Call> rights(String manifest) throws IOException {
        SortedSet<Call> rights = new TreeSet<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifest)) {
            documents.forEachRemaining(role -> rights.addAll(rules(role)));
        }
        return rights;
    }

    private static List<Call> rules(JsonNode role) {
        List<Call> calls = new ArrayList<>();
        for (JsonNode rule : role.path("rules")) {
            for (JsonNode group : rule.path("apiGroups")) {
                for (JsonNode resource : rule.path("resources")) {
                    for (JsonNode verb : rule.path("verbs")) {
                        calls.add(new Call(group.asText(), resource.asText(), verb.asText()));
                    }
                }
            }
        }
        return calls;
    }

    /** Gives the user the rights of the manifest, for as long as it is open. */
    private static AutoCloseable grant(TestCluster cluster, String user) throws IOException {
        KubernetesClient client = cluster.client();
        String name = user.replace(':', '-');
        try (InputStream manifest = Files.newInputStream(MANIFEST)) {
            client.load(manifest).items().forEach(item -> {
                ClusterRole role = new ClusterRole();
                role.setMetadata(item.getMetadata());
                role.getMetadata().setName(name + "-" + item.getKind().toLowerCase(Locale.ROOT));
                role.setRules(
                        Boolean.getBoolean("rbac.update")
                                // What is not known yet cannot be learnt by who may not do it.
                                ? List.of(EVERYTHING)
                                : item instanceof ClusterRole everywhere
                                        ? everywhere.getRules()
                                        : ((Role) item).getRules());
                client.resource(role).create();
                client.resource(binding(role.getMetadata().getName(), user)).create();
            });
        }
        return () -> List.of("clusterrole", "role").forEach(kind -> {
            client.rbac().clusterRoleBindings().withName(name + "-" + kind).delete();
            client.rbac().clusterRoles().withName(name + "-" + kind).delete();
        });
    }

    private static ClusterRoleBinding binding(String role, String user) {
        return new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(role)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("User")
                .withName(user)
                .endSubject()
                .build();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
