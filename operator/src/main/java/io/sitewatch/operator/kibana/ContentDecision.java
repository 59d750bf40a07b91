package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** What is to be done about one thing in Kibana. Pure. */
enum ContentDecision {
    /** It is not there: never was, or Kibana was emptied. */
    CREATE,
    /** It is ours, and no longer what it should be. */
    REPLACE,
    /** It is what it should be, and only the ledger does not know. */
    NOTE,
    /** It is what it should be. */
    KEEP,
    /** A person has changed it, and it stays so. */
    LEAVE;

    /**
     * The decision.
     *
     * @param found what Kibana has of it
     * @param written what was put there last
     * @param always whether what a person changed is put back
     */
    static ContentDecision of(
            ContentItem wanted, Optional<JsonNode> found, Optional<LedgerEntry> written, boolean always) {
        if (found.isEmpty()) {
            return CREATE;
        }
        String stamp = stamp(wanted, found.get());
        boolean isAsWritten =
                written.filter(entry -> entry.stamp().equals(stamp)).isPresent();
        if (isAsWritten) {
            return written.get().digest().equals(wanted.digest()) ? KEEP : REPLACE;
        }
        if (holds(content(wanted, found.get()), wanted.body())) {
            return NOTE;
        }
        boolean hasStamp = !wanted.kind().stamp().isEmpty();
        return always || !hasStamp ? REPLACE : LEAVE;
    }

    /** When Kibana says that it was changed last. */
    static String stamp(ContentItem item, JsonNode found) {
        return item.kind().stamp().isEmpty()
                ? ""
                : found.at(item.kind().stamp()).asText("");
    }

    private static JsonNode content(ContentItem item, JsonNode found) {
        return item.kind() == ContentItem.Kind.DASHBOARD ? found.path("data") : found;
    }

    /** Whether all that is wanted is there; Kibana adds its defaults. */
    private static boolean holds(JsonNode found, JsonNode wanted) {
        if (wanted.isObject()) {
            for (Map.Entry<String, JsonNode> field : wanted.properties()) {
                // How it is created is not part of what it is.
                boolean isHow = field.getKey().equals("override");
                if (!isHow && !holds(found.path(field.getKey()), field.getValue())) {
                    return false;
                }
            }
            return true;
        }
        if (wanted.isArray()) {
            if (found.size() != wanted.size()) {
                return false;
            }
            Iterator<JsonNode> there = found.iterator();
            for (JsonNode element : wanted) {
                if (!holds(there.next(), element)) {
                    return false;
                }
            }
            return true;
        }
        return wanted.isNumber() && found.isNumber()
                ? Double.compare(wanted.asDouble(), found.asDouble()) == 0
                : wanted.equals(found);
    }
}
