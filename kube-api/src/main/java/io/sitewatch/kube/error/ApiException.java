package io.sitewatch.kube.error;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/** A refusal: carried to the client as a {@code Status} object with the API server's own wording. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient ObjectNode details;
    private final List<String> warnings;

    private ApiException(int code, String reason, String message, ObjectNode details) {
        this(code, reason, message, details, List.of());
    }

    private ApiException(int code, String reason, String message, ObjectNode details, List<String> warnings) {
        super(message);
        this.warnings = List.copyOf(warnings);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    public static ApiException notFound(String group, String resource, String name) {
        return new ApiException(
                404,
                "NotFound",
                qualified(group, resource) + " \"" + name + "\" not found",
                details(group, resource, name));
    }

    /** The path names nothing that this server serves. */
    public static ApiException noSuchPath() {
        return new ApiException(404, "NotFound", "the server could not find the requested resource", Json.object());
    }

    public static ApiException alreadyExists(String group, String resource, String name) {
        return new ApiException(
                409,
                "AlreadyExists",
                qualified(group, resource) + " \"" + name + "\" already exists",
                details(group, resource, name));
    }

    public static ApiException conflict(String group, String resource, String name, String detail) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified(group, resource) + " \"" + name + "\": " + detail,
                details(group, resource, name));
    }

    /** Somebody else changed the object since it was read. */
    public static ApiException modified(String group, String resource, String name) {
        return conflict(
                group,
                resource,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** Server-side apply hit fields that other managers own. */
    public static ApiException applyConflict(String message, List<Cause> causes) {
        ObjectNode details = Json.object();
        putCauses(details, causes);
        return new ApiException(409, "Conflict", message, details);
    }

    public static ApiException invalid(String group, String kind, String name, List<Cause> causes) {
        ObjectNode details = details(group, kind, name);
        putCauses(details, causes);
        return new ApiException(422, "Invalid", invalidMessage(group, kind, name, causes), details);
    }

    /** @param name "" for a collection */
    public static ApiException forbidden(String group, String resource, String name, String detail) {
        return new ApiException(
                403,
                "Forbidden",
                qualified(group, resource) + (name.isEmpty() ? "" : " \"" + name + "\"") + " is forbidden: " + detail,
                details(group, resource, name));
    }

    /** The namespace is on its way out and takes nothing new. */
    public static ApiException terminatingNamespace(String group, String resource, String name, String namespace) {
        ObjectNode details = details(group, resource, name);
        String message = "unable to create new content in namespace " + namespace + " because it is being terminated";
        details.putArray("causes")
                .addObject()
                .put("reason", "NamespaceTerminating")
                .put("message", "namespace " + namespace + " is being terminated")
                .put("field", "metadata.namespace");
        return new ApiException(
                403, "Forbidden", qualified(group, resource) + " \"" + name + "\" is forbidden: " + message, details);
    }

    public static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message, null);
    }

    public static ApiException methodNotAllowed() {
        return new ApiException(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", null);
    }

    /** A patch that does not fit the object. */
    public static ApiException patchRejected() {
        return new ApiException(
                422, "Invalid", "the server rejected our request due to an error in our request", Json.object());
    }

    public static ApiException notAcceptable(String message) {
        return new ApiException(406, "NotAcceptable", message, null);
    }

    public static ApiException unsupportedMediaType(String message) {
        return new ApiException(415, "UnsupportedMediaType", message, null);
    }

    /** The asked resourceVersion is older than what is remembered. */
    public static ApiException expired(long asked, long oldest) {
        return new ApiException(
                410, "Expired", "too old resource version: " + asked + " (" + oldest + ")", Json.object());
    }

    public static ApiException internal(String message) {
        return new ApiException(500, "InternalError", "Internal error occurred: " + message, null);
    }

    /** The same refusal, and what the client is to be warned of beside it. */
    public ApiException with(List<String> warnings) {
        return new ApiException(code, reason, getMessage(), details, warnings);
    }

    public List<String> warnings() {
        return warnings;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    /** The {@code Status} object of this refusal. */
    public ObjectNode status() {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
        if (details != null) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    private static String invalidMessage(String group, String kind, String name, List<Cause> causes) {
        String head = qualified(group, kind) + " \"" + name + "\" is invalid: ";
        if (causes.size() == 1) {
            return head + causes.get(0).line();
        }
        return head + causes.stream().map(Cause::line).distinct().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String qualified(String group, String resource) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    private static ObjectNode details(String group, String kind, String name) {
        ObjectNode details = Json.object().put("name", name);
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        return details.put("kind", kind);
    }

    private static void putCauses(ObjectNode details, List<Cause> causes) {
        ArrayNode array = details.putArray("causes");
        for (Cause cause : causes) {
            array.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field());
        }
    }
}
