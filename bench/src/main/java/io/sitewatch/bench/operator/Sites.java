package io.sitewatch.bench.operator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Many sites, all alike: everything managed, a simulator as the source, spread over ten namespaces. */
final class Sites implements AutoCloseable {
    private static final int NAMESPACES = 10;
    private static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("sitewatch.io")
            .withVersion("v1alpha1")
            .withKind("MonitoringSite")
            .withPlural("monitoringsites")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final int count;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<GenericKubernetesResource> informer;

    Sites(KubernetesClient client, int count) {
        this.client = client;
        this.count = count;
        for (int namespace = 0; namespace < NAMESPACES; namespace++) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace(namespace))
                            .endMetadata()
                            .build())
                    .create();
        }
        informer = client.genericKubernetesResources(KIND).inAnyNamespace().inform(new Watcher());
    }

    /** Applies them all, one after the other. */
    void apply() {
        for (int site = 0; site < count; site++) {
            client.resource("""
                            apiVersion: sitewatch.io/v1alpha1
                            kind: MonitoringSite
                            metadata: {name: %s, namespace: %s}
                            spec:
                              source: {simulator: {}}
                            """.formatted(name(site), namespace(site))).create();
        }
    }

    boolean allReady() {
        return ready.size() == count;
    }

    int ready() {
        return ready.size();
    }

    int count() {
        return count;
    }

    /** The site's ConfigMap with the rules of its instruments. */
    Resource<ConfigMap> rules(int site) {
        return client.configMaps().inNamespace(namespace(site)).withName(name(site) + "-rules");
    }

    /** Puts somebody else's annotation on a child of each site: an event for each, and nothing to mend. */
    void touchEach(String value) {
        String patch =
                Serialization.asJson(Map.of("metadata", Map.of("annotations", Map.of("example.com/touched", value))));
        for (int site = 0; site < count; site++) {
            rules(site).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        }
    }

    @Override
    public void close() {
        informer.close();
    }

    private static String name(int site) {
        return "site-" + site;
    }

    private static String namespace(int site) {
        return "sites-" + site % NAMESPACES;
    }

    private final class Watcher implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource site) {
            onUpdate(site, site);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource site) {
            List<Map<String, Object>> conditions = site.get("status", "conditions");
            boolean isReady = conditions != null
                    && conditions.stream()
                            .anyMatch(condition ->
                                    "Ready".equals(condition.get("type")) && "True".equals(condition.get("status")));
            String name = site.getMetadata().getName();
            if (isReady) {
                ready.add(name);
            } else {
                ready.remove(name);
            }
        }

        @Override
        public void onDelete(GenericKubernetesResource site, boolean unknown) {
            ready.remove(site.getMetadata().getName());
        }
    }
}
