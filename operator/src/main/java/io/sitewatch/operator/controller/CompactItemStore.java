package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.live.TreeResource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps what an informer knows as bytes: a site has some fifty objects, and as trees of maps those of a thousand sites would
 * need a heap many times as large. Who manages which field is dropped; nothing here asks for it.
 */
final class CompactItemStore implements ItemStore<GenericKubernetesResource> {
    private final Map<String, byte[]> items = new ConcurrentHashMap<>();

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        return read(items.put(key, write(object)));
    }

    @Override
    public GenericKubernetesResource remove(String key) {
        return read(items.remove(key));
    }

    @Override
    public GenericKubernetesResource get(String key) {
        return read(items.get(key));
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return items.values().stream().map(this::read);
    }

    @Override
    public int size() {
        return items.size();
    }

    private byte[] write(GenericKubernetesResource object) {
        object.getMetadata().setManagedFields(null);
        return Json.write(object);
    }

    private GenericKubernetesResource read(byte[] bytes) {
        return bytes == null ? null : new TreeResource(Json.read(bytes));
    }
}
