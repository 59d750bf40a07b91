package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.sitewatch.local.cluster.control.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A container's environment, out of literals, ConfigMaps, Secrets and the pod's own fields. */
final class ContainerEnvironment {
    private static final String CONFIG_ERROR = "CreateContainerConfigError";

    private final Function<String, Optional<Secret>> secrets;
    private final Function<String, Optional<ConfigMap>> configMaps;
    private final Map<String, String> podFields;

    /**
     * New environment.
     *
     * @param secrets by name, in the pod's namespace
     * @param configMaps by name, in the pod's namespace
     * @param podFields what {@code fieldRef} can name, for example metadata.name
     */
    ContainerEnvironment(
            Function<String, Optional<Secret>> secrets,
            Function<String, Optional<ConfigMap>> configMaps,
            Map<String, String> podFields) {
        this.secrets = secrets;
        this.configMaps = configMaps;
        this.podFields = podFields;
    }

    /** Values may refer to variables that stand before them. */
    Map<String, String> of(Container container) throws NotReadyToStart {
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvFromSource source : container.getEnvFrom()) {
            addAll(source, environment);
        }
        for (EnvVar variable : container.getEnv()) {
            Optional<String> value = value(variable, environment);
            value.ifPresent(text -> environment.put(variable.getName(), text));
        }
        return environment;
    }

    private Optional<String> value(EnvVar variable, Map<String, String> before) throws NotReadyToStart {
        EnvVarSource from = variable.getValueFrom();
        if (from == null) {
            String value = variable.getValue() == null ? "" : variable.getValue();
            return Optional.of(VariableExpansion.expand(value, before));
        }
        if (from.getSecretKeyRef() != null) {
            var reference = from.getSecretKeyRef();
            Optional<Secret> secret = secrets.apply(reference.getName());
            return found(
                    secret.flatMap(object -> Credentials.valueOf(object, reference.getKey())),
                    secret.isPresent(),
                    "secret",
                    reference.getName(),
                    reference.getKey(),
                    Boolean.TRUE.equals(reference.getOptional()));
        }
        if (from.getConfigMapKeyRef() != null) {
            var reference = from.getConfigMapKeyRef();
            Optional<ConfigMap> configMap = configMaps.apply(reference.getName());
            return found(
                    configMap.map(ConfigMap::getData).map(data -> data.get(reference.getKey())),
                    configMap.isPresent(),
                    "configmap",
                    reference.getName(),
                    reference.getKey(),
                    Boolean.TRUE.equals(reference.getOptional()));
        }
        if (from.getFieldRef() != null) {
            String path = from.getFieldRef().getFieldPath();
            return Optional.of(Optional.ofNullable(podFields.get(path))
                    .orElseThrow(() -> new NotReadyToStart(
                            CONFIG_ERROR, "env " + variable.getName() + ": field " + path + " is not known here")));
        }
        throw new NotReadyToStart(
                CONFIG_ERROR, "env " + variable.getName() + ": this kind of valueFrom is not known on the laptop");
    }

    private static Optional<String> found(
            Optional<String> value, boolean objectExists, String kind, String name, String key, boolean optional)
            throws NotReadyToStart {
        if (value.isPresent() || optional) {
            return value;
        }
        throw new NotReadyToStart(
                CONFIG_ERROR,
                objectExists
                        ? "couldn't find key " + key + " in " + kind + " \"" + name + "\""
                        : kind + " \"" + name + "\" not found");
    }

    private void addAll(EnvFromSource source, Map<String, String> environment) throws NotReadyToStart {
        String prefix = source.getPrefix() == null ? "" : source.getPrefix();
        if (source.getSecretRef() != null) {
            String name = source.getSecretRef().getName();
            Optional<Secret> secret = secrets.apply(name);
            required(secret, "secret", name, source.getSecretRef().getOptional());
            secret.map(Secret::getData)
                    .ifPresent(data -> data.keySet().forEach(key -> Credentials.valueOf(secret.get(), key)
                            .ifPresent(value -> environment.put(prefix + key, value))));
        }
        if (source.getConfigMapRef() != null) {
            String name = source.getConfigMapRef().getName();
            Optional<ConfigMap> configMap = configMaps.apply(name);
            required(configMap, "configmap", name, source.getConfigMapRef().getOptional());
            configMap
                    .map(ConfigMap::getData)
                    .ifPresent(data -> data.forEach((key, value) -> environment.put(prefix + key, value)));
        }
    }

    private static void required(Optional<?> object, String kind, String name, Boolean optional)
            throws NotReadyToStart {
        if (object.isEmpty() && !Boolean.TRUE.equals(optional)) {
            throw new NotReadyToStart(CONFIG_ERROR, kind + " \"" + name + "\" not found");
        }
    }
}
