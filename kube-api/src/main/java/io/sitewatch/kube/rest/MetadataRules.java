package io.sitewatch.kube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules that {@code metadata} follows in every kind. */
final class MetadataRules {
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern DNS_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final Pattern QUALIFIED_NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Set<String> PATH_SEGMENT_NAMES =
            Set.of("roles", "rolebindings", "clusterroles", "clusterrolebindings");

    List<Cause> validate(ResourceType type, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        JsonNode metadata = object.path("metadata");
        name(type, Json.text(metadata, "name"), causes);
        labels(metadata.path("labels"), causes);
        metadata.path("annotations")
                .properties()
                .forEach(entry -> qualified("metadata.annotations", entry.getKey(), causes));
        owners(metadata.path("ownerReferences"), causes);
        finalizers(metadata.path("finalizers"), causes);
        return causes;
    }

    private static void name(ResourceType type, String name, List<Cause> causes) {
        if (name.isEmpty()) {
            causes.add(Cause.required("metadata.name", "name or generateName is required"));
            return;
        }
        String quoted = "\"" + name + "\"";
        if (PATH_SEGMENT_NAMES.contains(type.plural())) {
            if (name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")) {
                causes.add(Cause.invalid("metadata.name", quoted, "may not contain '/' or '%', nor be '.' or '..'"));
            }
        } else if (type.storage().equals("/services")) {
            if (name.length() > 63 || !DNS_1035.matcher(name).matches()) {
                causes.add(Cause.invalid(
                        "metadata.name",
                        quoted,
                        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
                                + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
                                + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"));
            }
        } else if (type.storage().equals("/namespaces")) {
            if (name.length() > 63 || !LABEL.matcher(name).matches()) {
                causes.add(Cause.invalid(
                        "metadata.name",
                        quoted,
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                                + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex"
                                + " used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"));
            }
        } else if (name.length() > 253) {
            causes.add(Cause.invalid("metadata.name", quoted, "must be no more than 253 bytes"));
        } else if (!SUBDOMAIN.matcher(name).matches()) {
            causes.add(Cause.invalid(
                    "metadata.name",
                    quoted,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                            + " must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                            + " validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"));
        }
    }

    private static void labels(JsonNode labels, List<Cause> causes) {
        labels.properties().forEach(entry -> {
            qualified("metadata.labels", entry.getKey(), causes);
            String value = entry.getValue().asText();
            if (value.length() > 63) {
                causes.add(Cause.invalid("metadata.labels", "\"" + value + "\"", "must be no more than 63 bytes"));
            } else if (!LABEL_VALUE.matcher(value).matches()) {
                causes.add(Cause.invalid(
                        "metadata.labels",
                        "\"" + value + "\"",
                        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.',"
                                + " and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
                                + " 'my_value',  or '12345', regex used for validation is"
                                + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"));
            }
        });
    }

    private static void qualified(String field, String key, List<Cause> causes) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? null : key.substring(0, slash);
        String name = key.substring(slash + 1);
        boolean valid = name.length() <= 63
                && QUALIFIED_NAME.matcher(name).matches()
                && (prefix == null || SUBDOMAIN.matcher(prefix).matches());
        if (!valid) {
            causes.add(Cause.invalid(
                    field,
                    "\"" + key + "\"",
                    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                            + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
                            + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"));
        }
    }

    private static void owners(JsonNode owners, List<Cause> causes) {
        int controllers = 0;
        for (int i = 0; i < owners.size(); i++) {
            for (String required : new String[] {"apiVersion", "kind", "name", "uid"}) {
                if (Json.text(owners.get(i), required).isEmpty()) {
                    String field = "metadata.ownerReferences[" + i + "]." + required;
                    causes.add(Cause.invalid(field, "\"\"", required + " must not be empty"));
                }
            }
            controllers += owners.get(i).path("controller").asBoolean() ? 1 : 0;
        }
        if (controllers > 1) {
            causes.add(Cause.invalid(
                    "metadata.ownerReferences",
                    owners.toString(),
                    "Only one reference can have Controller set to true. Found \"true\" in " + controllers
                            + " references"));
        }
    }

    private static void finalizers(JsonNode finalizers, List<Cause> causes) {
        boolean orphan = false;
        boolean foreground = false;
        for (JsonNode finalizer : finalizers) {
            qualified("metadata.finalizers", finalizer.asText(), causes);
            orphan |= "orphan".equals(finalizer.asText());
            foreground |= "foregroundDeletion".equals(finalizer.asText());
        }
        if (orphan && foreground) {
            causes.add(Cause.invalid(
                    "metadata.finalizers",
                    finalizers.toString(),
                    "finalizer orphan and foregroundDeletion cannot be both set"));
        }
    }
}
