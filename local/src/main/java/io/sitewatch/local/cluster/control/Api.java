package io.sitewatch.local.cluster.control;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The Kubernetes API as the parts see it: one watch per kind, shared by whoever reads that kind, and the few ways of
 * writing that operators use.
 */
public final class Api implements AutoCloseable {
    private final KubernetesClient client;
    private final Map<Object, SharedIndexInformer<? extends HasMetadata>> informers = new ConcurrentHashMap<>();

    public Api(KubernetesClient client) {
        this.client = client;
    }

    /** For what the other methods do not cover. */
    public KubernetesClient client() {
        return client;
    }

    /** Calls the listener with every object of a built-in kind, now and whenever one comes, changes or goes. */
    public <T extends HasMetadata> void watch(Class<T> type, Consumer<T> changed) {
        informer(type).addEventHandler(handler(changed));
    }

    /** The same, with another listener for those that go. */
    public <T extends HasMetadata> void watch(Class<T> type, Consumer<T> changed, Consumer<T> gone) {
        informer(type).addEventHandler(handler(changed, gone));
    }

    /** Calls the listener with every object of a custom kind, now and whenever one comes, changes or goes. */
    public void watch(Kind kind, Consumer<GenericKubernetesResource> changed) {
        informer(kind).addEventHandler(handler(changed));
    }

    /** The object as last seen. */
    public <T extends HasMetadata> Optional<T> cached(Class<T> type, Key key) {
        return Optional.ofNullable(informer(type).getStore().getByKey(cacheKey(key)));
    }

    /** The object as last seen. */
    public Optional<GenericKubernetesResource> cached(Kind kind, Key key) {
        return Optional.ofNullable(informer(kind).getStore().getByKey(cacheKey(key)));
    }

    /** All objects of a built-in kind as last seen. */
    public <T extends HasMetadata> List<T> cached(Class<T> type) {
        return informer(type).getStore().list();
    }

    /** All objects of a custom kind as last seen. */
    public List<GenericKubernetesResource> cached(Kind kind) {
        return informer(kind).getStore().list();
    }

    /** The object as the server has it now. */
    public <T extends HasMetadata> Optional<T> get(Class<T> type, Key key) {
        return Optional.ofNullable(client.resources(type)
                .inNamespace(key.namespace())
                .withName(key.name())
                .get());
    }

    /** The object as the server has it now. */
    public Optional<GenericKubernetesResource> get(Kind kind, Key key) {
        return Optional.ofNullable(client.genericKubernetesResources(kind.context())
                .inNamespace(key.namespace())
                .withName(key.name())
                .get());
    }

    /** Makes the object, or the fields of it that are given, so; fields that this manager set before and are not given any more go. */
    public <T extends HasMetadata> T apply(T object, String manager) {
        object.getMetadata().setManagedFields(null);
        object.getMetadata().setResourceVersion(null);
        return client.resource(object)
                .inNamespace(object.getMetadata().getNamespace())
                .fieldManager(manager)
                .forceConflicts()
                .serverSideApply();
    }

    /** As {@link #apply}, unless what is given is already so; for what is looked at again and again. */
    public <T extends HasMetadata> void ensure(T object, String manager) {
        @SuppressWarnings("unchecked")
        Optional<T> present = cached((Class<T>) object.getClass(), Key.of(object));
        if (present.isEmpty() || !covers(tree(present.get()), tree(object))) {
            apply(object, manager);
        }
    }

    private static Object tree(Object object) {
        return Serialization.jsonMapper().convertValue(object, Object.class);
    }

    /** Whether everything in {@code wanted} is in {@code present}; lists have to be as long. */
    private static boolean covers(Object present, Object wanted) {
        if (wanted instanceof Map<?, ?> fields) {
            return present instanceof Map<?, ?> map
                    && fields.entrySet().stream().allMatch(field -> covers(map.get(field.getKey()), field.getValue()));
        }
        if (wanted instanceof List<?> items) {
            return present instanceof List<?> list
                    && list.size() == items.size()
                    && java.util.stream.IntStream.range(0, items.size())
                            .allMatch(i -> covers(list.get(i), items.get(i)));
        }
        return Objects.equals(present, wanted);
    }

    /** Replaces the status when it differs; nothing when the object is gone. */
    public void writeStatus(Kind kind, Key key, Map<String, Object> status) {
        var resource = client.genericKubernetesResources(kind.context())
                .inNamespace(key.namespace())
                .withName(key.name());
        GenericKubernetesResource now = resource.get();
        if (now == null || status.equals(now.getAdditionalProperties().get("status"))) {
            return;
        }
        GenericKubernetesResource changed = new GenericKubernetesResource();
        changed.setApiVersion(now.getApiVersion());
        changed.setKind(now.getKind());
        changed.setMetadata(now.getMetadata());
        changed.setAdditionalProperties(new java.util.LinkedHashMap<>(now.getAdditionalProperties()));
        changed.setAdditionalProperty("status", status);
        client.genericKubernetesResources(kind.context())
                .inNamespace(key.namespace())
                .resource(changed)
                .updateStatus();
    }

    /** Adds or takes away a finalizer. */
    public void setFinalizer(Kind kind, Key key, String finalizer, boolean present) {
        var resource = client.genericKubernetesResources(kind.context())
                .inNamespace(key.namespace())
                .withName(key.name());
        GenericKubernetesResource now = resource.get();
        if (now == null || now.getMetadata().getFinalizers().contains(finalizer) == present) {
            return;
        }
        try {
            resource.edit(object -> {
                if (present) {
                    object.getMetadata().getFinalizers().add(finalizer);
                } else {
                    object.getMetadata().getFinalizers().remove(finalizer);
                }
                return object;
            });
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        informers.values().forEach(SharedIndexInformer::stop);
    }

    @SuppressWarnings("unchecked")
    private <T extends HasMetadata> SharedIndexInformer<T> informer(Class<T> type) {
        return (SharedIndexInformer<T>) informers.computeIfAbsent(
                type, absent -> client.resources(type).inAnyNamespace().inform());
    }

    @SuppressWarnings("unchecked")
    private SharedIndexInformer<GenericKubernetesResource> informer(Kind kind) {
        return (SharedIndexInformer<GenericKubernetesResource>)
                informers.computeIfAbsent(kind, absent -> client.genericKubernetesResources(kind.context())
                        .inAnyNamespace()
                        .inform());
    }

    private static String cacheKey(Key key) {
        return key.namespace() + "/" + key.name();
    }

    private static <T> ResourceEventHandler<T> handler(Consumer<T> changed) {
        return handler(changed, changed);
    }

    private static <T> ResourceEventHandler<T> handler(Consumer<T> changed, Consumer<T> gone) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                changed.accept(object);
            }

            @Override
            public void onUpdate(T before, T now) {
                changed.accept(now);
            }

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                gone.accept(object);
            }
        };
    }
}
