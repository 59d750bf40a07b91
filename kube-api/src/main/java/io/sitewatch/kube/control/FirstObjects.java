package io.sitewatch.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.TypeRegistry;
import io.sitewatch.kube.rest.ObjectWriter;
import io.sitewatch.kube.rest.Target;
import io.sitewatch.kube.rest.WriteOptions;
import io.sitewatch.kube.store.ObjectKey;
import io.sitewatch.kube.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a cluster has before anybody has made anything: some namespaces, and the roles that every cluster has. */
public final class FirstObjects {
    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");
    private static final WriteOptions OPTIONS =
            new WriteOptions(false, "kube-apiserver", false, WriteOptions.FieldValidation.Ignore);

    private final ObjectStore store;
    private final TypeRegistry registry;
    private final ObjectWriter writer;

    public FirstObjects(ObjectStore store, TypeRegistry registry, ObjectWriter writer) {
        this.store = store;
        this.registry = registry;
        this.writer = writer;
    }

    /** Makes those that are not there. */
    public void create() {
        for (String name : NAMESPACES) {
            ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
            namespace.putObject("metadata").put("name", name);
            create(namespace);
        }
        roles().forEach(this::create);
    }

    private void create(ObjectNode object) {
        ResourceType type = registry.byKind(Json.text(object, "apiVersion"), Json.text(object, "kind"))
                .orElseThrow();
        if (store.get(type.storage(), new ObjectKey("", Json.text(object, "metadata", "name")))
                .isEmpty()) {
            writer.create(new Target(type, "", null, ""), object, OPTIONS);
        }
    }

    private static List<ObjectNode> roles() {
        try (InputStream yaml = FirstObjects.class.getResourceAsStream("/io/sitewatch/kube/access/first-roles.yaml");
                MappingIterator<JsonNode> documents =
                        new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
            List<ObjectNode> roles = new ArrayList<>();
            documents.forEachRemaining(document -> roles.add((ObjectNode) document));
            return roles;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
