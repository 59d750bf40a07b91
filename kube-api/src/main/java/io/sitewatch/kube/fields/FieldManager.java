package io.sitewatch.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.fields.ManagedEntry.Operation;
import io.sitewatch.kube.fields.TypedValues.Comparison;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Who owns which field: server-side apply, and the tracking of plain writes, after the rules of Kubernetes' structured merge (KEP-555).
 * Pure: objects go in, a new object comes out.
 */
public final class FieldManager {
    private static final List<String> UNTRACKED_METADATA = List.of(
            "name",
            "namespace",
            "creationTimestamp",
            "selfLink",
            "uid",
            "clusterName",
            "generation",
            "managedFields",
            "resourceVersion");

    private static final Comparator<ManagedEntry> ORDER = Comparator.comparing(ManagedEntry::operation)
            .thenComparing(ManagedEntry::time)
            .thenComparing(ManagedEntry::manager)
            .thenComparing(ManagedEntry::subresource);

    /**
     * Who writes what.
     *
     * @param subresource "" for the object itself
     * @param separateStatus whether the status can only be written through its own subresource
     */
    public record Writer(String manager, String apiVersion, String subresource, boolean separateStatus) {}

    private final LastApplied lastApplied = new LastApplied();

    /**
     * Lays an applied configuration over the live object, taking away what this manager applied before and does not any more.
     *
     * @param live the current object; an empty one for a creation
     * @param now RFC 3339
     * @return the new object with its managedFields
     * @throws ApiException 409 when others own a field that would change, unless forced
     */
    public ObjectNode apply(
            Schema schema, ObjectNode live, ObjectNode config, Writer writer, boolean force, String now) {
        List<ManagedEntry> managers = entries(live);
        if (managers.isEmpty() && !live.path("metadata").path("uid").isMissingNode()) {
            managers.add(beforeFirstApply(schema, live, writer, now));
        }
        ObjectNode bareLive = withoutManagedFields(live);
        ObjectNode bareConfig = withoutManagedFields(config);
        ManagedEntry mine = new ManagedEntry(
                writer.manager(),
                Operation.Apply,
                writer.apiVersion(),
                writer.subresource(),
                now,
                tracked(TypedValues.paths(schema, bareConfig), writer));
        ManagedEntry last = take(managers, mine);
        List<ManagedEntry> others = List.copyOf(managers);
        managers.add(mine);

        ObjectNode merged = (ObjectNode) TypedValues.merge(schema, bareLive, bareConfig);
        ObjectNode pruned = last == null ? merged : prune(schema, merged, last.fields(), managers);
        Comparison comparison = TypedValues.compare(schema, bareLive, pruned);
        if (!force) {
            refuseConflicts(others, comparison, lastApplied.tolerated(schema, bareLive, writer.manager()));
        }
        lastApplied.keep(pruned, bareConfig, writer.manager());
        // Who applies what is there already gets no time for it.
        ManagedEntry timed = Json.equal(bareLive, pruned) ? mine.at(last == null ? "" : last.time()) : mine;
        List<ManagedEntry> remaining = new ArrayList<>();
        for (ManagedEntry entry : managers) {
            boolean isMine = entry.sameManager(mine);
            remaining.add(isMine ? timed : entry.withFields(given(entry.fields(), comparison)));
        }
        return withEntries(pruned, remaining);
    }

    /**
     * Records a plain write (create, update, patch): what it changed is now its manager's.
     *
     * @param before the stored object; an empty one for a creation
     * @param after the object to be stored, in its final form; its managedFields, when present, are the ones that the client sent
     */
    public ObjectNode update(Schema schema, ObjectNode before, ObjectNode after, Writer writer, String now) {
        List<ManagedEntry> managers = base(before, after);
        Comparison comparison = TypedValues.compare(schema, withoutManagedFields(before), withoutManagedFields(after));
        ManagedEntry mine = new ManagedEntry(
                writer.manager(), Operation.Update, writer.apiVersion(), writer.subresource(), now, new FieldSet());
        ManagedEntry last = take(managers, mine);
        FieldSet changed = tracked(comparison.changed(), writer);
        FieldSet owned = last == null ? new FieldSet() : last.fields();
        FieldSet next = owned.minus(comparison.removed()).union(changed);
        managers.replaceAll(entry -> entry.withFields(given(entry.fields(), comparison)));
        managers.add(last != null && next.equals(owned) ? last : mine.withFields(next));
        return withEntries(after, managers);
    }

    /** What a manager keeps when others change or remove some of its fields. */
    private static FieldSet given(FieldSet fields, Comparison comparison) {
        return fields.minus(comparison.changed()).minus(comparison.removed());
    }

    /** The entries that a plain write starts from: those it sends, or the stored ones when it sends none. */
    private static List<ManagedEntry> base(ObjectNode before, ObjectNode after) {
        JsonNode sent = after.path("metadata").path("managedFields");
        if (!sent.isArray()) {
            return entries(before);
        }
        boolean reset = sent.isEmpty() || (sent.size() == 1 && sent.get(0).isEmpty());
        return reset ? new ArrayList<>() : entries(after);
    }

    private static ObjectNode prune(Schema schema, ObjectNode merged, FieldSet last, List<ManagedEntry> managers) {
        if (last.isEmpty()) {
            return merged;
        }
        FieldSet mergedPaths = TypedValues.withNamedParents(schema, TypedValues.paths(schema, merged));
        FieldSet managed = new FieldSet();
        for (ManagedEntry entry : managers) {
            managed = managed.union(entry.fields());
        }
        FieldSet managedPaths = TypedValues.withNamedParents(schema, managed);
        FieldSet lastPaths = TypedValues.withNamedParents(schema, last);

        FieldSet left = named(schema, TypedValues.remove(schema, merged, lastPaths));
        JsonNode withOwned = TypedValues.remove(schema, merged, mergedPaths.minus(left.union(managedPaths)));

        // What nobody owned below a field that goes, such as its defaults, goes with it.
        FieldSet dangling = mergedPaths.minus(named(schema, withOwned)).intersect(lastPaths);
        return orEmpty(TypedValues.remove(schema, merged, dangling));
    }

    private static FieldSet named(Schema schema, JsonNode value) {
        return value.isNull() ? new FieldSet() : TypedValues.withNamedParents(schema, TypedValues.paths(schema, value));
    }

    private static ObjectNode orEmpty(JsonNode value) {
        return value instanceof ObjectNode object ? object : Json.object();
    }

    private static void refuseConflicts(List<ManagedEntry> others, Comparison comparison, FieldSet tolerated) {
        TreeMap<String, List<String>> byManager = new TreeMap<>();
        for (ManagedEntry entry : others) {
            List<String> paths = new ArrayList<>();
            entry.fields().intersect(comparison.changed()).minus(tolerated).forEachPath(paths::add);
            if (!paths.isEmpty()) {
                byManager
                        .computeIfAbsent(entry.describe(), absent -> new ArrayList<>())
                        .addAll(paths);
            }
        }
        if (byManager.isEmpty()) {
            return;
        }
        List<Cause> causes = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        byManager.forEach((manager, paths) -> {
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append("conflicts with ")
                    .append(manager)
                    .append(':');
            for (String path : paths) {
                lines.append("\n- ").append(path);
                causes.add(new Cause("FieldManagerConflict", "conflict with " + manager, path));
            }
        });
        String message = causes.size() == 1
                ? "Apply failed with 1 conflict: " + causes.get(0).message() + ": "
                        + causes.get(0).field()
                : "Apply failed with " + causes.size() + " conflicts: " + lines;
        throw ApiException.applyConflict(message, causes);
    }

    /** Whatever an object without any managers carries is held by one of that name, so that the first applier does not own it by chance. */
    private static ManagedEntry beforeFirstApply(Schema schema, ObjectNode live, Writer writer, String now) {
        FieldSet all = tracked(TypedValues.paths(schema, withoutManagedFields(live)), writer);
        return new ManagedEntry("before-first-apply", Operation.Update, writer.apiVersion(), "", now, all);
    }

    private static FieldSet tracked(FieldSet set, Writer writer) {
        FieldSet kept = set.without(List.of("f:apiVersion", "f:kind"));
        FieldSet metadata = kept.find("f:metadata");
        if (metadata != null) {
            metadata.disown();
            UNTRACKED_METADATA.forEach(name -> metadata.children().remove(PathElements.field(name)));
            if (metadata.children().isEmpty()) {
                kept.children().remove("f:metadata");
            }
        }
        if ("status".equals(writer.subresource())) {
            return kept.only("f:status");
        }
        return writer.separateStatus() ? kept.without(List.of("f:status")) : kept;
    }

    private static ManagedEntry take(List<ManagedEntry> managers, ManagedEntry like) {
        for (ManagedEntry entry : managers) {
            if (entry.sameManager(like)) {
                managers.remove(entry);
                return entry;
            }
        }
        return null;
    }

    private static List<ManagedEntry> entries(ObjectNode object) {
        List<ManagedEntry> entries = new ArrayList<>();
        object.path("metadata").path("managedFields").forEach(json -> entries.add(ManagedEntry.of(json)));
        return entries;
    }

    private static ObjectNode withoutManagedFields(ObjectNode object) {
        if (!object.path("metadata").has("managedFields")) {
            return object;
        }
        ObjectNode bare = object.objectNode().setAll(object);
        ObjectNode metadata = object.objectNode();
        metadata.setAll((ObjectNode) object.get("metadata"));
        metadata.remove("managedFields");
        bare.set("metadata", metadata);
        return bare;
    }

    private static ObjectNode withEntries(ObjectNode object, List<ManagedEntry> entries) {
        ObjectNode metadata = Json.child(object, "metadata");
        ArrayNode list = Json.array();
        entries.stream()
                .filter(entry -> !entry.fields().isEmpty())
                .sorted(ORDER)
                .forEach(entry -> list.add(entry.toJson()));
        if (list.isEmpty()) {
            metadata.remove("managedFields");
        } else {
            metadata.set("managedFields", list);
        }
        return object;
    }
}
