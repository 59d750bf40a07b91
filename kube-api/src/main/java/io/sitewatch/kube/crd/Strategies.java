package io.sitewatch.kube.crd;

import io.sitewatch.kube.builtin.BuiltInStrategies;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.Strategy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The strategy of any kind. That of a custom resource is made anew when its definition changes, since compiled rules hang on it. */
public final class Strategies {
    private record Custom(ResourceType type, Strategy strategy) {}

    private final BuiltInStrategies builtIn;
    private final Map<String, Custom> custom = new ConcurrentHashMap<>();

    public Strategies(BuiltInStrategies builtIn) {
        this.builtIn = builtIn;
    }

    public Strategy of(ResourceType type) {
        if (!type.custom()) {
            return builtIn.of(type);
        }
        String key = type.apiVersion() + "/" + type.plural();
        Custom known = custom.get(key);
        if (known == null || known.type() != type) {
            known = new Custom(type, new CustomResourceStrategy(type));
            custom.put(key, known);
        }
        return known.strategy();
    }
}
