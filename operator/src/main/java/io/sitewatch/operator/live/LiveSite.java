package io.sitewatch.operator.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What there is of a site at one moment: its objects, its pods, which of the Secrets that people named exist, and which
 * prerequisites are missing.
 *
 * @param missing prerequisites whose kinds the API server does not know
 * @param absentSecrets names of Secrets that the spec refers to and that do not exist
 * @param content of Elasticsearch and Kibana that the operator puts there itself
 */
public record LiveSite(
        Map<ObjectId, LiveObject> objects,
        Set<Prerequisite> missing,
        Set<String> absentSecrets,
        SearchContent content) {

    public LiveSite {
        objects = Map.copyOf(objects);
        missing = Set.copyOf(missing);
        absentSecrets = Set.copyOf(absentSecrets);
    }

    /** A site of which nothing exists yet. */
    public static LiveSite empty() {
        return new LiveSite(Map.of(), Set.of(), Set.of(), SearchContent.unkept());
    }

    public static LiveSite of(Collection<LiveObject> objects) {
        Map<ObjectId, LiveObject> byId = new TreeMap<>();
        objects.forEach(object -> byId.put(object.id(), object));
        return new LiveSite(byId, Set.of(), Set.of(), SearchContent.unkept());
    }

    public LiveSite missing(Set<Prerequisite> prerequisites) {
        return new LiveSite(objects, prerequisites, absentSecrets, content);
    }

    public LiveSite absentSecrets(Set<String> names) {
        return new LiveSite(objects, missing, names, content);
    }

    public LiveSite content(SearchContent kept) {
        return new LiveSite(objects, missing, absentSecrets, kept);
    }

    public Optional<LiveObject> find(ObjectKind kind, String name) {
        return Optional.ofNullable(objects.get(new ObjectId(kind, name)));
    }

    public Stream<LiveObject> all(ObjectKind kind) {
        return objects.values().stream().filter(object -> object.id().kind() == kind);
    }

    /** Pods of one component of the site that have not ended. */
    public List<LiveObject> runningPods(String component) {
        return all(ObjectKind.POD)
                .filter(pod -> component.equals(pod.label("app.kubernetes.io/component")))
                .filter(pod -> !Set.of("Succeeded", "Failed").contains(pod.text("/status/phase")))
                .toList();
    }
}
