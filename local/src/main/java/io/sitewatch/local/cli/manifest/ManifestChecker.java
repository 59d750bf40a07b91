package io.sitewatch.local.cli.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Says what the API server would say about manifests, before there is one: what they may be, that each has a name of its
 * own, and for a MonitoringSite the rules of its CRD.
 */
public final class ManifestChecker {
    private static final String API_VERSION = MonitoringSite.GROUP + "/" + MonitoringSite.VERSION;
    /** What a site refers to, and so may come with it. */
    private static final Set<String> COMPANIONS = Set.of("Secret", "ConfigMap", "Namespace");

    private final SiteCheck siteCheck;

    public ManifestChecker(SiteCheck siteCheck) {
        this.siteCheck = siteCheck;
    }

    /** Everything that is wrong with them, in their order; nothing when they may be applied. */
    public List<ManifestProblem> check(List<Manifest> manifests) {
        List<ManifestProblem> problems = new ArrayList<>();
        Map<String, Manifest> seen = new HashMap<>();
        for (Manifest manifest : manifests) {
            List<ManifestProblem> found = identity(manifest);
            if (found.isEmpty()) {
                found.addAll(duplicate(manifest, seen));
                found.addAll(rules(manifest));
            }
            problems.addAll(found);
        }
        if (problems.isEmpty() && manifests.stream().noneMatch(ManifestChecker::isSite)) {
            manifests.stream()
                    .findFirst()
                    .ifPresent(first -> problems.add(new ManifestProblem(
                            first.file(),
                            0,
                            "",
                            "names no MonitoringSite: add one, with apiVersion " + API_VERSION
                                    + " and kind MonitoringSite")));
        }
        return problems;
    }

    /** Whether it is a site, rather than something that a site refers to. */
    public static boolean isSite(Manifest manifest) {
        return MonitoringSite.KIND.equals(manifest.resource().getKind())
                && API_VERSION.equals(manifest.resource().getApiVersion());
    }

    private static List<ManifestProblem> identity(Manifest manifest) {
        List<ManifestProblem> problems = new ArrayList<>();
        GenericKubernetesResource resource = manifest.resource();
        String kind = resource.getKind();
        String apiVersion = resource.getApiVersion();
        if (kind == null || kind.isBlank()) {
            problems.add(manifest.problem("kind", "Required value: write kind: MonitoringSite"));
        } else if (MonitoringSite.KIND.equals(kind)) {
            problems.addAll(version(manifest, apiVersion, API_VERSION));
        } else if (COMPANIONS.contains(kind)) {
            problems.addAll(version(manifest, apiVersion, "v1"));
        } else {
            problems.add(manifest.problem(
                    "kind",
                    "Unsupported value: \"" + kind + "\": supported values: \"MonitoringSite\" (apiVersion "
                            + API_VERSION
                            + "), and \"Secret\", \"ConfigMap\", \"Namespace\" (apiVersion v1) for what it refers to"));
        }
        ObjectMeta metadata = resource.getMetadata();
        if (metadata == null || metadata.getName() == null || metadata.getName().isBlank()) {
            problems.add(manifest.problem(
                    "metadata.name", "Required value: give the resource a name, such as metadata: {name: shaft}"));
        }
        return problems;
    }

    private static List<ManifestProblem> version(Manifest manifest, String found, String expected) {
        if (expected.equals(found)) {
            return List.of();
        }
        String kind = manifest.resource().getKind();
        String message = found == null || found.isBlank()
                ? "Required value: write apiVersion: " + expected
                : "Unsupported value: \"" + found + "\": supported values: \"" + expected + "\" for a " + kind;
        return List.of(manifest.problem("apiVersion", message));
    }

    private static List<ManifestProblem> duplicate(Manifest manifest, Map<String, Manifest> seen) {
        GenericKubernetesResource resource = manifest.resource();
        String name = resource.getMetadata().getName();
        String key = resource.getKind() + "/"
                + Objects.requireNonNullElse(resource.getMetadata().getNamespace(), "default") + "/" + name;
        Manifest first = seen.putIfAbsent(key, manifest);
        if (first == null) {
            return List.of();
        }
        return List.of(manifest.problem(
                "metadata.name",
                "Duplicate value: \"" + name + "\": the " + resource.getKind() + " of that name stands at "
                        + first.file() + ":" + first.line() + " already; give one of them another name"));
    }

    private List<ManifestProblem> rules(Manifest manifest) {
        if (!isSite(manifest)) {
            return List.of();
        }
        return siteCheck.check(manifest.resource()).stream()
                .map(problem -> manifest.problem(problem.field(), problem.message()))
                .toList();
    }
}
