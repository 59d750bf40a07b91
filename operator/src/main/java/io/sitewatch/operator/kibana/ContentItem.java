package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.readings.ContentDigest;

/**
 * One thing that is put into Kibana.
 *
 * @param id in its space
 * @param title for people
 * @param body of the request that creates it
 */
public record ContentItem(Kind kind, String id, String title, ObjectNode body) {
    /** What it is. */
    public enum Kind {
        SPACE("space", ""),
        DATA_VIEW("data-view", ""),
        DASHBOARD("dashboard", "/meta/updated_at"),
        RULE("rule", "/updated_at");

        private final String label;
        private final String stamp;

        Kind(String label, String stamp) {
            this.label = label;
            this.stamp = stamp;
        }

        public String label() {
            return label;
        }

        /** Where Kibana says when it was changed last; empty for what it does not say it of. */
        String stamp() {
            return stamp;
        }
    }

    /** The key of it in the ledger: a key of a ConfigMap. */
    public String key() {
        return kind.label() + "." + id;
    }

    /** Of all that is sent. */
    public String digest() {
        return ContentDigest.of(body.toString());
    }
}
