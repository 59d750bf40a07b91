package io.sitewatch.stream.source;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.spark.sql.connector.read.streaming.Offset;

/**
 * How far the site's input has been read. Spark writes it down before the batch runs, so all that a batch's outcome
 * depends on is pinned in it: a batch that runs again after a crash comes out the same.
 */
public final class SiteOffset extends Offset {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Content content;

    /**
     * What is pinned.
     *
     * @param kafka Spark's own form of the offsets in the topic
     * @param rules newest version of the rules that may be applied
     * @param look number of the last look of the clock
     * @param now the clock, milliseconds since 1970
     * @param logTime up to when the log is known to have been read, milliseconds since 1970
     */
    public record Content(@JsonRawValue String kafka, int rules, long look, long now, long logTime) {
        /** All messages before it, in all partitions; those that the log no longer has included. */
        long messages() {
            try {
                long messages = 0;
                for (JsonNode topic : MAPPER.readTree(kafka)) {
                    for (JsonNode partition : topic) {
                        messages += partition.longValue();
                    }
                }
                return messages;
            } catch (JsonProcessingException failure) {
                throw new IllegalStateException("Spark's offsets have changed their form: " + kafka, failure);
            }
        }
    }

    SiteOffset(Content content) {
        this.content = content;
    }

    static SiteOffset of(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return new SiteOffset(new Content(
                    node.get("kafka").toString(),
                    node.get("rules").intValue(),
                    node.get("look").longValue(),
                    node.get("now").longValue(),
                    node.get("logTime").longValue()));
        } catch (JsonProcessingException | NullPointerException unreadable) {
            throw new IllegalStateException("the checkpoint's offset is none of this program's: " + json, unreadable);
        }
    }

    Content content() {
        return content;
    }

    @Override
    public String json() {
        try {
            return MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
