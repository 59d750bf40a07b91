package io.sitewatch.kube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.fields.FieldManager;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.patch.PatchType;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.Strategy;
import io.sitewatch.kube.rest.WriteOptions.FieldValidation;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.UnknownFields;
import io.sitewatch.kube.store.ObjectKey;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Creates and changes objects: every write goes through the same steps, whatever its verb. */
public final class ObjectWriter {
    private static final String STATUS = "status";
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int ATTEMPTS = 20;
    private static final List<String> KEPT_METADATA = List.of(
            "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink");

    private final ObjectStore store;
    private final Function<ResourceType, Strategy> strategies;
    private final Finalization finalization;
    private final Clock clock;
    private final MetadataRules metadataRules = new MetadataRules();
    private final FieldManager fieldManager = new FieldManager();
    private final UnknownFields unknownFields = new UnknownFields();

    public ObjectWriter(
            ObjectStore store, Function<ResourceType, Strategy> strategies, Finalization finalization, Clock clock) {
        this.store = store;
        this.strategies = strategies;
        this.finalization = finalization;
        this.clock = clock;
    }

    public Written create(Target target, ObjectNode sent, WriteOptions options) {
        ResourceType type = target.type();
        ObjectNode object = sent.deepCopy();
        checkIdentity(target, object);
        strategies.apply(type).read(object);
        ObjectNode metadata = Json.child(object, "metadata");
        if (!Json.text(metadata, "resourceVersion").isEmpty()) {
            throw ApiException.badRequest("resourceVersion should not be set on objects to be created");
        }
        boolean generated = Json.text(metadata, "name").isEmpty()
                && !Json.text(metadata, "generateName").isEmpty();
        for (int attempt = 1; ; attempt++) {
            if (generated) {
                metadata.put("name", Json.text(metadata, "generateName") + randomSuffix());
            }
            List<String> warnings = new ArrayList<>();
            ObjectNode ready = prepareNew(target, object.deepCopy(), options, warnings);
            ready = fieldManager.update(
                    strategies.apply(type).schema(), Json.object(), ready, writer(target, options), now());
            Optional<ObjectNode> created = insert(type, ready, options);
            if (created.isPresent()) {
                return new Written(created.get(), true, warnings);
            }
            if (!generated || attempt == ATTEMPTS) {
                throw ApiException.alreadyExists(type.group(), type.plural(), Json.text(metadata, "name"));
            }
        }
    }

    public Written update(Target target, ObjectNode sent, WriteOptions options) {
        checkIdentity(target, sent);
        boolean conditional = !Json.text(sent, "metadata", "resourceVersion").isEmpty();
        if (!conditional && !strategies.apply(target.type()).allowsUnconditionalUpdate()) {
            throw invalid(
                    target,
                    List.of(Cause.invalid("metadata.resourceVersion", "0x0", "must be specified for an update")));
        }
        return change(target, options, before -> sent.deepCopy());
    }

    public Written patch(Target target, PatchType patchType, JsonNode patch, WriteOptions options) {
        return change(target, options, before -> {
            if (!(patchType.apply(target.type(), before, patch) instanceof ObjectNode patched)) {
                throw ApiException.patchRejected();
            }
            if (!patched.path("metadata").isObject()) {
                throw ApiException.patchRejected();
            }
            checkIdentity(target, patched);
            return patched;
        });
    }

    /** Server-side apply: creates the object when it is absent. */
    public Written apply(Target target, ObjectNode sent, WriteOptions options) {
        ObjectNode config = sent.deepCopy();
        checkIdentity(target, config);
        if (config.path("metadata").hasNonNull("managedFields")
                && !config.path("metadata").path("managedFields").isEmpty()) {
            throw ApiException.badRequest("metadata.managedFields must be nil");
        }
        Json.child(config, "metadata").remove("managedFields");
        List<String> warnings = new ArrayList<>();
        checkFields(target.type(), config, options, warnings);
        if (store.get(target.type().storage(), target.key()).isEmpty()) {
            Optional<Written> created = applyNew(target, config, options, warnings);
            if (created.isPresent()) {
                return created.get();
            }
        }
        ObjectNode scoped = scoped(target, config);
        Schema schema = strategies.apply(target.type()).schema();
        return change(
                target,
                options,
                before -> {
                    String asked = Json.text(config, "metadata", "resourceVersion");
                    ObjectNode applied =
                            fieldManager.apply(schema, before, scoped, writer(target, options), options.force(), now());
                    Json.child(applied, "metadata")
                            .put(
                                    "resourceVersion",
                                    asked.isEmpty() ? Json.text(before, "metadata", "resourceVersion") : asked);
                    return applied;
                },
                true,
                warnings);
    }

    private Optional<Written> applyNew(Target target, ObjectNode config, WriteOptions options, List<String> warnings) {
        ResourceType type = target.type();
        if (!target.subresource().isEmpty()) {
            throw ApiException.notFound(type.group(), type.plural(), target.name());
        }
        if (!Json.text(config, "metadata", "uid").isEmpty()) {
            throw ApiException.conflict(
                    type.group(),
                    type.plural(),
                    target.name(),
                    "uid mismatch: the provided object specified uid " + Json.text(config, "metadata", "uid")
                            + ", and no existing object was found");
        }
        ObjectNode scoped = scoped(target, config);
        ObjectNode applied = fieldManager.apply(
                strategies.apply(type).schema(), Json.object(), scoped, writer(target, options), true, now());
        ObjectNode ready = prepareNew(target, applied, options, new ArrayList<>());
        return insert(type, ready, options).map(object -> new Written(object, true, warnings));
    }

    private Optional<ObjectNode> insert(ResourceType type, ObjectNode ready, WriteOptions options) {
        if (options.dryRun()) {
            ObjectKey key =
                    new ObjectKey(Json.text(ready, "metadata", "namespace"), Json.text(ready, "metadata", "name"));
            return store.get(type.storage(), key).isPresent() ? Optional.empty() : Optional.of(ready);
        }
        return store.create(type.storage(), Presentation.toStorage(type, ready))
                .map(stored -> Presentation.tree(type, stored));
    }

    private ObjectNode prepareNew(Target target, ObjectNode object, WriteOptions options, List<String> warnings) {
        ResourceType type = target.type();
        Strategy strategy = strategies.apply(type);
        finalization.requireNamespace(target.named(Json.text(object, "metadata", "name")));
        ObjectNode metadata = Json.child(object, "metadata");
        if (type.namespaced()) {
            metadata.put("namespace", target.namespace());
        } else {
            metadata.remove("namespace");
        }
        metadata.remove(List.of(
                "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation"));
        metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now());
        if (strategy.countsGenerations()) {
            metadata.put("generation", 1);
        }
        if (type.hasStatus()) {
            object.remove(STATUS);
        }
        checkFields(type, object, options, warnings);
        strategy.complete(object, null);
        validate(target.named(Json.text(metadata, "name")), strategy, object, null, warnings);
        return object;
    }

    private Written change(Target target, WriteOptions options, Function<ObjectNode, ObjectNode> edit) {
        return change(target, options, edit, false, new ArrayList<>());
    }

    /** Reads, edits, and commits; starts over when somebody else was faster and the client did not ask for a certain revision. */
    private Written change(
            Target target,
            WriteOptions options,
            Function<ObjectNode, ObjectNode> edit,
            boolean applied,
            List<String> warnings) {
        ResourceType type = target.type();
        for (int attempt = 1; ; attempt++) {
            Stored current = store.get(type.storage(), target.key())
                    .orElseThrow(() -> ApiException.notFound(type.group(), type.plural(), target.name()));
            ObjectNode before = inVersion(type, current.tree());
            ObjectNode after = edit.apply(before.deepCopy());
            String asked = Json.text(after, "metadata", "resourceVersion");
            boolean pinned = !asked.isEmpty() && !asked.equals("0");
            if (pinned && !asked.equals(Long.toString(current.revision()))) {
                throw ApiException.modified(type.group(), type.plural(), target.name());
            }
            List<String> said = new ArrayList<>(warnings);
            after = prepareChange(target, before, after, options, said, applied);
            if (sameButTimes(before, after)) {
                return new Written(before, false, said);
            }
            if (finalization.isOver(type, after)) {
                if (options.dryRun() || store.delete(current).isPresent()) {
                    return new Written(after, false, said);
                }
            } else if (options.dryRun()) {
                return new Written(after, false, said);
            } else {
                Optional<Stored> replaced = store.replace(current, Presentation.toStorage(type, after));
                if (replaced.isPresent()) {
                    return new Written(Presentation.tree(type, replaced.get()), false, said);
                }
            }
            if (attempt == ATTEMPTS) {
                throw ApiException.modified(type.group(), type.plural(), target.name());
            }
        }
    }

    private ObjectNode prepareChange(
            Target target,
            ObjectNode before,
            ObjectNode edited,
            WriteOptions options,
            List<String> warnings,
            boolean applied) {
        ResourceType type = target.type();
        Strategy strategy = strategies.apply(type);
        checkUid(target, before, edited);
        if (!applied) {
            strategy.read(edited);
        }
        checkFields(type, edited, options, warnings);
        ObjectNode after = keepOutOfScope(target, before, edited);
        keepMetadata(before, after);
        strategy.complete(after, before);
        if (strategy.countsGenerations() && generationMoves(type, before, after)) {
            Json.child(after, "metadata")
                    .put(
                            "generation",
                            before.path("metadata").path("generation").asLong() + 1);
        }
        validate(target, strategy, after, before, warnings);
        if (!applied) {
            after = fieldManager.update(strategy.schema(), before, after, writer(target, options), now());
        }
        return after;
    }

    /** What the addressed resource does not cover stays as stored: the status for the object, everything else for its status. */
    private ObjectNode keepOutOfScope(Target target, ObjectNode before, ObjectNode after) {
        if (STATUS.equals(target.subresource())) {
            ObjectNode result = before.deepCopy();
            JsonNode managedFields = after.path("metadata").get("managedFields");
            if (managedFields != null) {
                Json.child(result, "metadata").set("managedFields", managedFields);
            }
            putOrRemove(result, STATUS, after.get(STATUS));
            return result;
        }
        if (target.type().hasStatus()) {
            putOrRemove(after, STATUS, before.get(STATUS));
        }
        return after;
    }

    private static void putOrRemove(ObjectNode object, String name, JsonNode value) {
        if (value == null) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }

    private static void keepMetadata(ObjectNode before, ObjectNode after) {
        ObjectNode metadata = Json.child(after, "metadata");
        JsonNode old = before.path("metadata");
        KEPT_METADATA.forEach(name -> putOrRemove(metadata, name, old.get(name)));
        metadata.set("name", old.get("name"));
        putOrRemove(metadata, "namespace", old.get("namespace"));
        metadata.set("resourceVersion", old.get("resourceVersion"));
    }

    private static boolean generationMoves(ResourceType type, ObjectNode before, ObjectNode after) {
        if (!type.custom()) {
            return !Json.equal(before.path("spec"), after.path("spec"));
        }
        return !Json.equal(content(type, before), content(type, after));
    }

    private static ObjectNode content(ResourceType type, ObjectNode object) {
        ObjectNode content = object.objectNode().setAll(object);
        content.remove("metadata");
        if (type.hasStatus()) {
            content.remove(STATUS);
        }
        return content;
    }

    /** Whether nothing changed but the times at which managers last wrote, which alone are no change. */
    private static boolean sameButTimes(ObjectNode before, ObjectNode after) {
        if (Json.equal(before, after)) {
            return true;
        }
        return Json.equal(withoutTimes(before), withoutTimes(after));
    }

    private static ObjectNode withoutTimes(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        List<JsonNode> entries = new ArrayList<>();
        copy.path("metadata").path("managedFields").forEach(entry -> {
            ((ObjectNode) entry).remove("time");
            entries.add(entry);
        });
        if (!entries.isEmpty()) {
            entries.sort(Comparator.comparing(JsonNode::toString));
            Json.child(copy, "metadata").putArray("managedFields").addAll(entries);
        }
        return copy;
    }

    private void validate(
            Target target, Strategy strategy, ObjectNode object, ObjectNode before, List<String> warnings) {
        List<Cause> causes = new ArrayList<>(metadataRules.validate(target.type(), object));
        if (before != null) {
            finalization.validateChange(before, object, causes);
        }
        causes.addAll(strategy.validate(object, before));
        if (!causes.isEmpty()) {
            throw invalid(target, causes).with(warnings);
        }
    }

    private void checkFields(ResourceType type, ObjectNode object, WriteOptions options, List<String> warnings) {
        List<String> unknown = unknownFields.prune(strategies.apply(type).schema(), object);
        if (unknown.isEmpty() || options.validation() == FieldValidation.Ignore) {
            return;
        }
        List<String> messages =
                unknown.stream().map(path -> "unknown field \"" + path + "\"").toList();
        if (options.validation() == FieldValidation.Warn) {
            messages.stream().filter(message -> !warnings.contains(message)).forEach(warnings::add);
            return;
        }
        throw ApiException.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                + type.kind() + ": strict decoding error: " + String.join(", ", messages));
    }

    private static void checkUid(Target target, ObjectNode before, ObjectNode after) {
        String asked = Json.text(after, "metadata", "uid");
        String stored = Json.text(before, "metadata", "uid");
        if (!asked.isEmpty() && !asked.equals(stored)) {
            ResourceType type = target.type();
            throw ApiException.conflict(
                    type.group(),
                    type.plural(),
                    target.name(),
                    "StorageError: invalid object, Code: 4, Key: " + type.plural() + "/" + target.name()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + asked + ", UID in object meta: " + stored);
        }
    }

    private static void checkIdentity(Target target, ObjectNode object) {
        ResourceType type = target.type();
        String apiVersion = Json.text(object, "apiVersion");
        String kind = Json.text(object, "kind");
        if (apiVersion.isEmpty()) {
            object.put("apiVersion", type.apiVersion());
        } else if (!apiVersion.equals(type.apiVersion())) {
            throw ApiException.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
        if (kind.isEmpty()) {
            object.put("kind", type.kind());
        } else if (!kind.equals(type.kind())) {
            throw ApiException.badRequest(
                    "the kind in the data (" + kind + ") does not match the expected kind (" + type.kind() + ")");
        }
        String namespace = Json.text(object, "metadata", "namespace");
        if (type.namespaced() && !namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw ApiException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        String name = Json.text(object, "metadata", "name");
        if (target.name() != null) {
            if (!name.isEmpty() && !name.equals(target.name())) {
                throw ApiException.badRequest("the name of the object (" + name
                        + ") does not match the name on the URL (" + target.name() + ")");
            }
            Json.child(object, "metadata").put("name", target.name());
        }
    }

    /** The part of an applied configuration that the addressed resource covers. */
    private static ObjectNode scoped(Target target, ObjectNode config) {
        ObjectNode scoped = config.deepCopy();
        ObjectNode metadata = Json.child(scoped, "metadata");
        metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "generation"));
        if (target.type().namespaced()) {
            metadata.put("namespace", target.namespace());
        }
        if (STATUS.equals(target.subresource())) {
            scoped.retain(List.of("apiVersion", "kind", "metadata", STATUS));
            metadata.retain(List.of("name", "namespace"));
        } else if (target.type().hasStatus()) {
            scoped.remove(STATUS);
        }
        return scoped;
    }

    /** An object as it looks in the asked version of its kind. Versions differ in nothing but their name here. */
    private static ObjectNode inVersion(ResourceType type, ObjectNode object) {
        return Presentation.inVersion(type, object);
    }

    private static FieldManager.Writer writer(Target target, WriteOptions options) {
        return new FieldManager.Writer(
                options.manager(),
                target.type().apiVersion(),
                target.subresource(),
                target.type().hasStatus());
    }

    private static ApiException invalid(Target target, List<Cause> causes) {
        return ApiException.invalid(
                target.type().group(), target.type().kind(), target.name() == null ? "" : target.name(), causes);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String randomSuffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(SUFFIX_LETTERS.charAt(ThreadLocalRandom.current().nextInt(SUFFIX_LETTERS.length())));
        }
        return suffix.toString();
    }
}
