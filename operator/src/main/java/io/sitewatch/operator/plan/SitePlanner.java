package io.sitewatch.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.json.SiteManifests;
import io.sitewatch.operator.live.ApiKinds;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.live.Prerequisite;
import io.sitewatch.operator.model.GeneratedPasswords;
import io.sitewatch.operator.model.Platform;
import io.sitewatch.operator.model.ReferencedSecrets;
import io.sitewatch.operator.model.SiteModels;
import io.sitewatch.operator.model.SiteNames;
import io.sitewatch.operator.render.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans against a cluster. It writes nothing: the one request that is no read is the manifest itself, as a dry run, by which
 * the API server says what it would refuse.
 */
public final class SitePlanner {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int INVALID = 422;

    /** Stands for a password that the operator would make up. */
    private static final String MADE_UP = "made-up";

    private static final ResourceDefinitionContext SITES = new ResourceDefinitionContext.Builder()
            .withGroup(MonitoringSite.GROUP)
            .withVersion(MonitoringSite.VERSION)
            .withKind(MonitoringSite.KIND)
            .withPlural("monitoringsites")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final Platform defaults;
    private final SiteManifests manifests = new SiteManifests();

    /**
     * @param defaults of the operator, where the cluster shows none of its own
     */
    public SitePlanner(KubernetesClient client, Platform defaults) {
        this.client = client;
        this.defaults = defaults;
    }

    /**
     * What applying the manifest would do.
     *
     * @param manifest a MonitoringSite with the namespace that it would be applied to
     * @param coming names of Secrets that will be there by then
     * @throws PlanRefusedException if the API server would not take it
     */
    public Plan plan(GenericKubernetesResource manifest, Set<String> coming) {
        List<String> obstacles = new ArrayList<>();
        Optional<GenericKubernetesResource> applied = applied(manifest);
        tryToApply(manifest, applied).ifPresent(obstacles::add);

        MonitoringSite site = manifests.read(Json.tree(manifest));
        applied.ifPresent(known -> site.getMetadata().setUid(known.getMetadata().getUid()));
        SiteNames names = new SiteNames(
                site.getMetadata().getNamespace(), site.getMetadata().getName());
        Set<String> secrets = new TreeSet<>(ReferencedSecrets.of(site.getSpec()));
        secrets.removeAll(coming);
        LiveSite live = observe(names, secrets);
        Platform platform = new InstalledPlatform(client, defaults).of(names.namespace(), live);
        Plan plan = Plan.of(new SiteModels(platform).of(site, live, passwords(names, live)), live);
        obstacles.addAll(plan.obstacles());
        return new Plan(plan.changes(), plan.losses(), List.copyOf(obstacles));
    }

    private Optional<GenericKubernetesResource> applied(GenericKubernetesResource manifest) {
        return Optional.ofNullable(client.genericKubernetesResources(SITES)
                .inNamespace(manifest.getMetadata().getNamespace())
                .withName(manifest.getMetadata().getName())
                .get());
    }

    /** Asks the API server what it says of the manifest; an answer that leaves it open is returned. */
    private Optional<String> tryToApply(
            GenericKubernetesResource manifest, Optional<GenericKubernetesResource> applied) {
        GenericKubernetesResource next = Json.manifest(Json.tree(applied.orElse(manifest)));
        next.setAdditionalProperty("spec", manifest.getAdditionalProperties().get("spec"));
        var attempt = client.genericKubernetesResources(SITES)
                .inNamespace(manifest.getMetadata().getNamespace())
                .resource(next)
                .dryRun();
        try {
            if (applied.isPresent()) {
                attempt.update();
            } else {
                attempt.create();
            }
            return Optional.empty();
        } catch (KubernetesClientException answer) {
            return switch (answer.getCode()) {
                case INVALID -> throw new PlanRefusedException(words(answer), answer);
                case FORBIDDEN ->
                    Optional.of(
                            "the API server was not asked what it says of the manifest, because you may not write it: "
                                    + words(answer));
                case NOT_FOUND -> Optional.of(missing(manifest, answer));
                default -> throw answer;
            };
        }
    }

    private String missing(GenericKubernetesResource manifest, KubernetesClientException answer) {
        String namespace = manifest.getMetadata().getNamespace();
        return client.namespaces().withName(namespace).get() == null
                ? "namespace " + namespace + " does not exist; make it with: kubectl create namespace " + namespace
                : "the cluster does not know MonitoringSites yet; install the CRD and the operator first ("
                        + words(answer) + ")";
    }

    private LiveSite observe(SiteNames names, Set<String> secrets) {
        Set<ObjectKind> served = new ApiKinds(client).served(EnumSet.allOf(ObjectKind.class));
        List<LiveObject> objects =
                served.stream().flatMap(kind -> objects(kind, names)).toList();
        Set<Prerequisite> missing = EnumSet.complementOf(EnumSet.copyOf(served)).stream()
                .map(ObjectKind::prerequisite)
                .collect(Collectors.toSet());
        Set<String> absent = secrets.stream()
                .filter(name -> client.secrets()
                                .inNamespace(names.namespace())
                                .withName(name)
                                .get()
                        == null)
                .collect(Collectors.toSet());
        return LiveSite.of(objects).missing(missing).absentSecrets(absent);
    }

    private Stream<LiveObject> objects(ObjectKind kind, SiteNames names) {
        return client
                .genericKubernetesResources(kind.context())
                .inNamespace(names.namespace())
                .withLabelSelector(Metadata.SELECTOR + "," + Metadata.SITE + "=" + names.site())
                .list()
                .getItems()
                .stream()
                .flatMap(found -> LiveObject.of(found).stream());
    }

    private static GeneratedPasswords passwords(SiteNames names, LiveSite live) {
        return new GeneratedPasswords(
                password(names.databaseReport(), live),
                password(names.searchUser(), live),
                password(names.searchKeeper(), live),
                password(names.searchViewer(), live));
    }

    private static String password(String secret, LiveSite live) {
        return live.find(ObjectKind.SECRET, secret)
                .map(found -> found.at("/data/password"))
                .map(JsonNode::textValue)
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                .orElse(MADE_UP);
    }

    private static String words(KubernetesClientException answer) {
        return Optional.ofNullable(answer.getStatus()).map(Status::getMessage).orElse(answer.getMessage());
    }
}
