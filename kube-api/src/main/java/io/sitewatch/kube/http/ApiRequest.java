package io.sitewatch.kube.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.access.Caller;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.rest.WriteOptions;
import io.sitewatch.kube.rest.WriteOptions.FieldValidation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request, read whole.
 *
 * @param path decoded
 * @param query decoded parameters; the first value of each counts
 * @param caller who asks
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        String accept,
        String contentType,
        String userAgent,
        Caller caller,
        byte[] body) {
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    public boolean flag(String name) {
        String value = query.get(name);
        return value != null && !value.equals("false") && !value.equals("0");
    }

    public long number(String name) {
        String value = parameter(name);
        try {
            return value.isEmpty() ? 0 : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest(name + " must be a number, but is \"" + value + "\"");
        }
    }

    public List<String> segments() {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** The body as a tree: JSON, or YAML. Missing when there is none. */
    JsonNode tree(BodyDecoder decoder) {
        return decoder.decode(contentType, body);
    }

    ObjectNode object(BodyDecoder decoder) {
        if (tree(decoder) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the request body must be a JSON or YAML object");
    }

    boolean dryRun() {
        String value = parameter("dryRun");
        if (value.isEmpty()) {
            return false;
        }
        if (value.equals("All")) {
            return true;
        }
        throw ApiException.badRequest("dryRun: Unsupported value: \"" + value + "\": supported values: \"All\"");
    }

    WriteOptions writeOptions() {
        String manager = parameter("fieldManager");
        return new WriteOptions(dryRun(), manager.isEmpty() ? agent() : manager, flag("force"), validation());
    }

    private FieldValidation validation() {
        String asked = parameter("fieldValidation");
        for (FieldValidation validation : FieldValidation.values()) {
            if (validation.name().equals(asked)) {
                return validation;
            }
        }
        if (asked.isEmpty()) {
            return FieldValidation.Warn;
        }
        throw ApiException.badRequest("fieldValidation: Unsupported value: \"" + asked
                + "\": supported values: \"Ignore\", \"Strict\", \"Warn\"");
    }

    /** Who writes when no field manager is named: the program in front of the user agent's slash. */
    private String agent() {
        String agent = userAgent.split("/")[0];
        return agent.isEmpty() ? "unknown" : agent.substring(0, Math.min(128, agent.length()));
    }
}
