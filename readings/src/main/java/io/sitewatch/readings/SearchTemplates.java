package io.sitewatch.readings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The component and index templates of one site. They carry a digest of themselves in {@code _meta.sitewatch}, so that
 * whoever keeps them in place sees with one look whether they are the newest.
 */
public final class SearchTemplates {
    /** Where a template says which one it is. */
    public static final String DIGEST = "sitewatch";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PRIORITY = 200;

    /** What is kept of a site. */
    public enum Kind {
        RECORDS(false),
        ALERTS(true),
        INSTRUMENTS(false),
        PROGRESS(true);

        private final boolean dataStream;

        Kind(boolean dataStream) {
            this.dataStream = dataStream;
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What holds documents of this kind, as one addresses it: a name, or names with wildcards. */
        public String indices(String site) {
            return switch (this) {
                case RECORDS -> SearchIndices.allRecords(site);
                case ALERTS -> SearchIndices.alerts(site);
                case INSTRUMENTS -> SearchIndices.instruments(site);
                case PROGRESS -> SearchIndices.progress(site);
            };
        }

        private String pattern(String site) {
            return this == RECORDS ? SearchIndices.recordsPrefix(site) + "*" : indices(site);
        }
    }

    /**
     * One template.
     *
     * @param path where it is put, for example {@code /_index_template/sitewatch-alerts-shaft}
     * @param body what is put there
     * @param digest of the body
     */
    public record Template(String path, ObjectNode body, String digest) {}

    private SearchTemplates() {}

    /** All templates of a site, components before the index templates that are made of them. */
    public static List<Template> of(String site) {
        List<Template> templates = new ArrayList<>();
        templates.add(component("settings", site));
        for (Kind kind : Kind.values()) {
            templates.add(component(kind.label(), site));
        }
        for (Kind kind : Kind.values()) {
            ObjectNode body = JSON.createObjectNode();
            body.putArray("index_patterns").add(kind.pattern(site));
            body.putArray("composed_of").add(name("settings", site)).add(name(kind.label(), site));
            // A site whose name begins with another one's has the longer name: its own template wins over the other
            // one's.
            body.put("priority", PRIORITY + site.length());
            if (kind.dataStream) {
                body.putObject("data_stream");
            }
            templates.add(template("/_index_template/" + name(kind.label(), site), body));
        }
        return templates;
    }

    /** Settings and mappings with which an index of that kind is made where its template may be missing. */
    public static ObjectNode index(Kind kind) {
        ObjectNode index = resource("settings");
        index.setAll(resource(kind.label()));
        return index;
    }

    /** The mappings of that kind. */
    public static JsonNode mappings(Kind kind) {
        return resource(kind.label()).get("mappings");
    }

    private static Template component(String part, String site) {
        ObjectNode body = JSON.createObjectNode();
        body.set("template", resource(part));
        return template("/_component_template/" + name(part, site), body);
    }

    private static String name(String part, String site) {
        return "sitewatch-" + part + "-" + site;
    }

    private static Template template(String path, ObjectNode body) {
        String digest = ContentDigest.of(body.toString());
        body.putObject("_meta").put(DIGEST, digest);
        return new Template(path, body, digest);
    }

    private static ObjectNode resource(String part) {
        try (InputStream in = SearchTemplates.class.getResourceAsStream("/elasticsearch/" + part + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
