package io.sitewatch.operator.plan;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.Platform;
import io.sitewatch.operator.render.Metadata;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator of a cluster is told about its surroundings, read off what it has made: its images, its Spark, whether
 * it makes NetworkPolicies. Where it has made nothing yet, the defaults hold.
 */
final class InstalledPlatform {
    private static final String COMPONENT = "producer";
    private static final Pattern IMAGE = Pattern.compile("(?<registry>.+)/" + COMPONENT + ":(?<version>[^:/@]+)");

    private final KubernetesClient client;
    private final Platform defaults;

    InstalledPlatform(KubernetesClient client, Platform defaults) {
        this.client = client;
        this.defaults = defaults;
    }

    /** Read off the site itself, or off the other sites of its namespace. */
    Platform of(String namespace, LiveSite live) {
        Optional<LiveObject> producer = producer(live).or(() -> neighbour(namespace));
        return producer.flatMap(found -> read(found, live)).orElse(defaults);
    }

    private Optional<Platform> read(LiveObject producer, LiveSite live) {
        Matcher image = IMAGE.matcher(producer.text("/spec/template/spec/containers/0/image"));
        if (!image.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Platform(
                image.group("registry"),
                image.group("version"),
                producer.text("/spec/template/spec/containers/0/imagePullPolicy"),
                producer.at("/spec/template/spec/imagePullSecrets").findValuesAsText("name"),
                live.all(ObjectKind.SPARK_APPLICATION)
                        .map(stream -> stream.text("/spec/runtimeVersions/sparkVersion"))
                        .filter(version -> !version.isEmpty())
                        .findFirst()
                        .orElse(defaults.sparkVersion()),
                producer(live).isEmpty()
                        ? defaults.networkPolicies()
                        : live.all(ObjectKind.NETWORK_POLICY).findAny().isPresent()));
    }

    private static Optional<LiveObject> producer(LiveSite live) {
        return live.all(ObjectKind.DEPLOYMENT)
                .filter(deployment -> COMPONENT.equals(deployment.label(Metadata.COMPONENT)))
                .findFirst();
    }

    private Optional<LiveObject> neighbour(String namespace) {
        return client
                .genericKubernetesResources(ObjectKind.DEPLOYMENT.context())
                .inNamespace(namespace)
                .withLabelSelector(Metadata.SELECTOR + "," + Metadata.COMPONENT + "=" + COMPONENT)
                .list()
                .getItems()
                .stream()
                .flatMap(found -> LiveObject.of(found).stream())
                .findFirst();
    }
}
