package io.sitewatch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One site, seen from outside: through the API and through its database. */
final class Site {
    private static final int POSTGRES = 5432;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClusterDriver cluster;
    private final String namespace;
    private final String name;

    Site(ClusterDriver cluster, String namespace, String name) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.name = name;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    /** Applies a spec, in YAML, as somebody with kubectl would. */
    void apply(String spec) {
        client().namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
        GenericKubernetesResource site = client().getKubernetesSerialization()
                .unmarshal("""
                apiVersion: sitewatch.io/v1alpha1
                kind: MonitoringSite
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, namespace, spec), GenericKubernetesResource.class);
        client().resource(site).fieldManager("e2e").forceConflicts().serverSideApply();
    }

    /** Merges a change, in JSON, into the spec. */
    void change(String spec) {
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": " + spec + "}");
    }

    void delete() {
        resource().delete();
    }

    boolean exists() {
        return resource().get() != null;
    }

    /** Whatever is at a JSON pointer of the resource. */
    JsonNode at(String pointer) {
        GenericKubernetesResource site = resource().get();
        return site == null
                ? JSON.missingNode()
                : JSON.<JsonNode>valueToTree(site).at(pointer);
    }

    String phase() {
        return at("/status/phase").asText();
    }

    /** Whether the operator says so of the spec as it is now. */
    boolean is(String condition) {
        if (at("/status/observedGeneration").asLong(-1)
                < at("/metadata/generation").asLong()) {
            return false;
        }
        for (JsonNode one : at("/status/conditions")) {
            if (one.path("type").asText().equals(condition)) {
                return one.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /** An object of the site, of a kind of which there is one. */
    Optional<GenericKubernetesResource> part(String apiVersion, String kind, String plural, String suffix) {
        String[] parts = apiVersion.split("/");
        return Optional.ofNullable(client().genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(parts[0])
                        .withVersion(parts[1])
                        .withKind(kind)
                        .withPlural(plural)
                        .withNamespaced(true)
                        .build())
                .inNamespace(namespace)
                .withName(name + suffix)
                .get());
    }

    Optional<GenericKubernetesResource> stream() {
        return part("spark.apache.org/v1", "SparkApplication", "sparkapplications", "-stream");
    }

    Optional<GenericKubernetesResource> kafka() {
        return part("kafka.strimzi.io/v1", "Kafka", "kafkas", "");
    }

    Optional<GenericKubernetesResource> database() {
        return part("postgresql.cnpg.io/v1", "Cluster", "clusters", "-db");
    }

    /**
     * The single value of a query, as text.
     *
     * @throws SQLException while the database does not answer
     */
    String sql(String query) throws SQLException {
        Secret login = client().secrets()
                .inNamespace(namespace)
                .withName(name + "-db-app")
                .get();
        if (login == null) {
            throw new SQLException("there is no database yet");
        }
        try (ClusterDriver.Way way = cluster.reach(namespace, name + "-db-rw", POSTGRES);
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + way.host() + ":" + way.port() + "/" + text(login, "dbname")
                                + "?connectTimeout=5&socketTimeout=30",
                        text(login, "username"),
                        text(login, "password"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (IllegalStateException | io.fabric8.kubernetes.client.KubernetesClientException e) {
            throw new SQLException(e);
        }
    }

    /** The number that a query answers; 0 while nobody answers. */
    long number(String query) {
        try {
            String answer = sql(query);
            return answer.isEmpty() || answer.equals("null") ? 0 : Long.parseLong(answer);
        } catch (SQLException notNow) {
            return 0;
        }
    }

    long records() {
        return number("SELECT COUNT(*) FROM record");
    }

    long received() {
        return number("SELECT received FROM stream_progress");
    }

    /** Everything that does not hold of what is in the tables; nothing when all of it does. */
    List<String> broken() throws SQLException {
        record Law(String name, String query, String holds) {}
        List<Law> laws = List.of(
                new Law(
                        "received = averaged + duplicate + rejected",
                        "SELECT received - averaged - duplicate - rejected FROM stream_progress",
                        "0"),
                new Law(
                        "one record a window",
                        "SELECT COUNT(*) - COUNT(DISTINCT (instrument, borehole_number, window_start)) FROM record",
                        "0"),
                new Law(
                        "every averaged reading stands in exactly one record",
                        "SELECT SUM(samples) - (SELECT averaged FROM stream_progress) FROM record",
                        "0"));
        java.util.ArrayList<String> broken = new java.util.ArrayList<>();
        for (Law law : laws) {
            String answer = sql(law.query());
            if (!answer.equals(law.holds())) {
                broken.add(law.name() + ": " + answer);
            }
        }
        return broken;
    }

    private Resource<GenericKubernetesResource> resource() {
        return client().genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup("sitewatch.io")
                        .withVersion("v1alpha1")
                        .withKind("MonitoringSite")
                        .withPlural("monitoringsites")
                        .withNamespaced(true)
                        .build())
                .inNamespace(namespace)
                .withName(name);
    }

    private KubernetesClient client() {
        return cluster.client();
    }

    private static String text(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }
}
