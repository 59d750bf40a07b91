package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.SearchIndices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rules of a site: a level is reached, an instrument is silent, the stream lags, the stream is silent. */
final class AlertingRules {
    /** A stream that keeps up is a few seconds behind; two minutes are somebody's business. */
    private static final int LAG_SECONDS = 120;

    private static final int SILENT_MINUTES = 15;
    private static final int MOST_GROUPS = 100;

    /** The group of actions of each type of rule. */
    private static final String QUERY_MATCHED = "query matched";

    private static final String THRESHOLD_MET = "threshold met";

    private final SiteModel site;
    private final Optional<Connector> connector;

    AlertingRules(SiteModel site, Optional<Connector> connector) {
        this.site = site;
        this.connector = connector;
    }

    List<ContentItem> items() {
        return List.of(levelReached(), instrumentSilent(), streamLags(), streamSilent());
    }

    private ContentItem levelReached() {
        ObjectNode query = Vis.object();
        ObjectNode condition = query.putObject("query").putObject("bool");
        ArrayNode all = condition.putArray("filter");
        term(all, "kind", "level");
        terms(all, "to_level", "alert", "action", "alarm");
        terms(all, "act", "raised", "corrected");
        // Coming back from a higher level is a change too, and none to call anybody for.
        ArrayNode none = condition.putArray("must_not");
        term(none, "from_level", "alarm");
        ArrayNode back = none.addObject().putObject("bool").putArray("filter");
        term(back, "from_level", "action");
        term(back, "to_level", "alert");
        return onAlerts(
                "level-reached",
                "Level reached",
                query,
                "An instrument of " + site.displayName() + " has reached a level: {{alert.id}}. {{context.link}}");
    }

    private ContentItem instrumentSilent() {
        ObjectNode query = Vis.object();
        ArrayNode all = query.putObject("query").putObject("bool").putArray("filter");
        term(all, "kind", "stale");
        term(all, "to_level", "stale");
        return onAlerts(
                "instrument-silent",
                "Instrument silent",
                query,
                "An instrument of " + site.displayName()
                        + " has not been heard of for longer than it may: {{alert.id}}. {{context.link}}");
    }

    private ContentItem onAlerts(String name, String title, ObjectNode query, String message) {
        ObjectNode rule = rule(title, ".es-query");
        ObjectNode params = rule.putObject("params").put("searchType", "esQuery");
        params.putArray("index").add(SearchIndices.alerts(site.names().site()));
        // By arrival: what a logger sends days later is news when it comes.
        params.put("timeField", "raised_at");
        params.put("esQuery", query.toString()).put("size", MOST_GROUPS);
        params.put("aggType", "count").put("groupBy", "top").put("termSize", MOST_GROUPS);
        params.putArray("termField").add(Vis.INSTRUMENT).add(Vis.BOREHOLE);
        params.putArray("threshold").add(0);
        params.put("thresholdComparator", ">").put("timeWindowSize", 5).put("timeWindowUnit", "m");
        params.put("excludeHitsFromPreviousRun", true);
        notify(rule, QUERY_MATCHED, message);
        return item(name, rule);
    }

    private ContentItem streamLags() {
        ObjectNode rule = rule("Stream lags", ".index-threshold");
        ObjectNode params = onProgress(rule, 5);
        params.put("aggType", "max").put("aggField", "behind_seconds").put("groupBy", "all");
        params.putArray("threshold").add(LAG_SECONDS);
        params.put("thresholdComparator", ">");
        notify(
                rule,
                THRESHOLD_MET,
                "The stream of " + site.displayName() + " is {{context.value}} seconds behind its log.");
        return item("stream-lags", rule);
    }

    private ContentItem streamSilent() {
        ObjectNode rule = rule("Stream silent", ".index-threshold");
        ObjectNode params = onProgress(rule, SILENT_MINUTES);
        params.put("aggType", "count").put("groupBy", "all");
        params.putArray("threshold").add(1);
        params.put("thresholdComparator", "<");
        notify(
                rule,
                THRESHOLD_MET,
                "The stream of " + site.displayName() + " has written nothing for " + SILENT_MINUTES + " minutes.");
        return item("stream-silent", rule);
    }

    private ObjectNode onProgress(ObjectNode rule, int minutes) {
        ObjectNode params = rule.putObject("params");
        params.putArray("index").add(SearchIndices.progress(site.names().site()));
        return params.put("timeField", Vis.TIME).put("timeWindowSize", minutes).put("timeWindowUnit", "m");
    }

    private ObjectNode rule(String title, String type) {
        ObjectNode rule = Vis.object()
                .put("name", site.displayName() + ": " + title)
                .put("rule_type_id", type)
                .put("consumer", "stackAlerts")
                .put("enabled", true);
        rule.putArray("tags").add("sitewatch").add(site.names().site());
        rule.putObject("schedule").put("interval", "1m");
        return rule;
    }

    private void notify(ObjectNode rule, String group, String message) {
        ArrayNode actions = rule.putArray("actions");
        connector.ifPresent(known -> {
            ObjectNode action = actions.addObject().put("id", known.id()).put("group", group);
            action.set("params", Messages.of(known, message));
            action.putObject("frequency")
                    .put("summary", false)
                    .put("notify_when", "onActionGroupChange")
                    .putNull("throttle");
        });
    }

    private ContentItem item(String name, ObjectNode rule) {
        return new ContentItem(
                ContentItem.Kind.RULE, id(name), rule.path("name").asText(), rule);
    }

    /** The id of a rule is a UUID of version 4; that it is always the same one is nobody's business but ours. */
    private String id(String name) {
        UUID named = UUID.nameUUIDFromBytes(
                ("sitewatch/" + site.names().space() + "/" + name).getBytes(StandardCharsets.UTF_8));
        return new UUID(named.getMostSignificantBits() & ~0xF000L | 0x4000L, named.getLeastSignificantBits())
                .toString();
    }

    private static void term(ArrayNode conditions, String field, String value) {
        conditions.addObject().putObject("term").put(field, value);
    }

    private static void terms(ArrayNode conditions, String field, String... values) {
        ArrayNode list = conditions.addObject().putObject("terms").putArray(field);
        for (String value : values) {
            list.add(value);
        }
    }
}
