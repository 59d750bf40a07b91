package io.sitewatch.kube.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.rest.DeleteOptions.Propagation;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Deletes objects, or marks them when a finalizer holds them back, or a kubelet that still has to end a pod. */
public final class ObjectDeleter {
    public static final String FOREGROUND = "foregroundDeletion";
    public static final String ORPHAN = "orphan";

    private static final long DEFAULT_GRACE_SECONDS = 30;

    private final ObjectStore store;
    private final Finalization finalization;
    private final Clock clock;

    public ObjectDeleter(ObjectStore store, Finalization finalization, Clock clock) {
        this.store = store;
        this.finalization = finalization;
        this.clock = clock;
    }

    /** @return the object while something holds it back; empty when it is gone */
    public Optional<ObjectNode> delete(Target target, DeleteOptions options) {
        ResourceType type = target.type();
        while (true) {
            Stored current = store.get(type.storage(), target.key())
                    .orElseThrow(() -> ApiException.notFound(type.group(), type.plural(), target.name()));
            checkPreconditions(target, current, options);
            ObjectNode object = current.tree();
            addPropagationFinalizer(object, options.propagation());
            long grace = graceSeconds(type, object, options);
            if (grace == 0 && !finalization.hasFinalizers(type, object)) {
                if (options.dryRun() || store.delete(current).isPresent()) {
                    return Optional.empty();
                }
            } else {
                ObjectNode marked = mark(type, object, grace);
                if (options.dryRun() || Json.equal(marked, current.tree())) {
                    return Optional.of(marked);
                }
                if (store.replace(current, marked).isPresent()) {
                    return Optional.of(marked);
                }
            }
        }
    }

    /** A pod that runs on a node stays until its kubelet has ended it and deletes it at once. */
    private static long graceSeconds(ResourceType type, ObjectNode object, DeleteOptions options) {
        String phase = Json.text(object, "status", "phase");
        if (!type.storage().equals(BuiltInTypes.PODS)
                || Json.text(object, "spec", "nodeName").isEmpty()
                || phase.equals("Succeeded")
                || phase.equals("Failed")) {
            return 0;
        }
        return Math.max(
                0,
                options.graceSeconds()
                        .orElse(object.path("spec")
                                .path("terminationGracePeriodSeconds")
                                .asLong(DEFAULT_GRACE_SECONDS)));
    }

    private ObjectNode mark(ResourceType type, ObjectNode object, long grace) {
        ObjectNode metadata = Json.child(object, "metadata");
        if (!metadata.hasNonNull("deletionTimestamp")) {
            metadata.put(
                    "deletionTimestamp",
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            metadata.put("deletionGracePeriodSeconds", grace);
            if (metadata.path("generation").asLong() > 0) {
                metadata.put("generation", metadata.path("generation").asLong() + 1);
            }
            if (type.storage().equals(BuiltInTypes.NAMESPACES)) {
                Json.child(object, "status").put("phase", "Terminating");
            }
        } else if (grace < metadata.path("deletionGracePeriodSeconds").asLong()) {
            metadata.put("deletionGracePeriodSeconds", grace);
        }
        return object;
    }

    private static void addPropagationFinalizer(ObjectNode object, Propagation propagation) {
        if (propagation == Propagation.Background) {
            return;
        }
        String wanted = propagation == Propagation.Foreground ? FOREGROUND : ORPHAN;
        ObjectNode metadata = Json.child(object, "metadata");
        ArrayNode finalizers =
                metadata.get("finalizers") instanceof ArrayNode list ? list : metadata.putArray("finalizers");
        for (int i = 0; i < finalizers.size(); i++) {
            if (finalizers.get(i).asText().equals(wanted)) {
                return;
            }
        }
        finalizers.add(wanted);
    }

    private static void checkPreconditions(Target target, Stored current, DeleteOptions options) {
        ResourceType type = target.type();
        if (!options.uid().isEmpty() && !options.uid().equals(current.uid())) {
            throw ApiException.conflict(
                    type.group(),
                    type.plural(),
                    target.name(),
                    "the UID in the precondition (" + options.uid() + ") does not match the UID in record ("
                            + current.uid() + "). The object might have been deleted and then recreated");
        }
        String revision = Long.toString(current.revision());
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(revision)) {
            throw ApiException.conflict(
                    type.group(),
                    type.plural(),
                    target.name(),
                    "the ResourceVersion in the precondition (" + options.resourceVersion()
                            + ") does not match the ResourceVersion in record (" + revision
                            + "). The object might have been modified");
        }
    }
}
