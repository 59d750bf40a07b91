package io.sitewatch.operator.plan;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sitewatch.operator.apply.Comparison;
import io.sitewatch.operator.apply.Difference;
import io.sitewatch.operator.apply.Leftovers;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.render.Desired;
import io.sitewatch.operator.render.Rendering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What applying a manifest would create, change, restart and delete; nothing of it is done.
 *
 * @param losses what goes with the objects that would be deleted, each with how it comes back
 * @param obstacles what has to be done by somebody else first, each with the mend
 */
public record Plan(List<Change> changes, List<String> losses, List<String> obstacles) {
    private static final String SECRET_VALUE = "(secret)";

    /** Kinds whose pods are replaced when their template changes. */
    private static final String TEMPLATE = "spec.template.";

    /** The plan from what is to what the model says. */
    public static Plan of(SiteModel site, LiveSite live) {
        Rendering rendering = Rendering.of(site);
        Map<ObjectId, Desired> wanted = rendering.byId();
        List<Change> changes = new ArrayList<>();
        wanted.forEach((id, desired) -> change(desired, live).ifPresent(changes::add));
        Set<ObjectId> gone = Leftovers.of(site, rendering, live).stream().collect(Collectors.toSet());
        live.all(ObjectKind.SPARK_APPLICATION)
                .map(LiveObject::id)
                .filter(id -> !wanted.containsKey(id))
                .forEach(gone::add);
        gone.forEach(id -> changes.add(new Change(Change.Action.DELETE, id, List.of())));
        changes.sort(Comparator.comparing(Change::object));
        return new Plan(List.copyOf(changes), Leftovers.losses(gone), obstacles(wanted.keySet(), live));
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** For a terminal. */
    public String toText() {
        return PlanText.of(this);
    }

    private static List<String> obstacles(Set<ObjectId> wanted, LiveSite live) {
        Stream<String> operators = wanted.stream()
                .map(id -> id.kind().prerequisite())
                .filter(live.missing()::contains)
                .distinct()
                .sorted()
                .map(missing ->
                        missing.title() + " is not installed in this cluster; install it with: " + missing.command());
        Stream<String> secrets = live.absentSecrets().stream()
                .sorted()
                .map(secret -> "Secret " + secret + " does not exist; what needs it waits until it does");
        return Stream.concat(operators, secrets).toList();
    }

    private static Optional<Change> change(Desired desired, LiveSite live) {
        LiveObject actual = live.objects().get(desired.id());
        if (actual == null) {
            return Optional.of(new Change(Change.Action.CREATE, desired.id(), List.of()));
        }
        if (Comparison.matches(desired, actual)) {
            return Optional.empty();
        }
        List<Difference> differences = Stream.concat(
                        Comparison.differences(desired, actual).stream(), UnsetFields.of(desired, actual).stream())
                .filter(difference -> !difference.path().startsWith("metadata.annotations.sitewatch.io/"))
                .map(difference -> desired.id().kind() == ObjectKind.SECRET ? veiled(difference) : difference)
                .toList();
        return Optional.of(new Change(action(desired, actual, differences), desired.id(), differences));
    }

    private static Change.Action action(Desired desired, LiveObject actual, List<Difference> differences) {
        boolean restarts = desired.id().kind() == ObjectKind.SPARK_APPLICATION
                ? !Comparison.specMatches(desired, actual)
                : desired.id().kind() == ObjectKind.DEPLOYMENT
                        && differences.stream().anyMatch(one -> one.path().startsWith(TEMPLATE));
        return restarts ? Change.Action.RESTART : Change.Action.CHANGE;
    }

    /** Secrets are shown to nobody. */
    private static Difference veiled(Difference difference) {
        return difference.path().startsWith("data") || difference.path().startsWith("stringData")
                ? new Difference(difference.path(), new TextNode(SECRET_VALUE), new TextNode(SECRET_VALUE))
                : difference;
    }
}
