package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.search.RefusedByApiException;
import io.sitewatch.operator.search.RestAnswer;
import io.sitewatch.operator.search.RestApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the content of a site into Kibana and keeps it there. Writes only what is not so yet. */
public final class KibanaKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(KibanaKeeper.class);
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    /** The first with the Dashboards API. */
    private static final int MAJOR = 9;

    private static final int MINOR = 4;

    /**
     * How it went.
     *
     * @param ledger what was put there last, by what it is
     * @param words for people
     */
    public record Outcome(Map<String, String> ledger, String words) {}

    /**
     * Brings Kibana to where it should be.
     *
     * @param ledger of the last time; what is put there is noted in it at once, so that it is known though the rest fails
     * @throws IOException when Kibana does not answer, or not now
     * @throws RefusedByApiException when Kibana says no
     */
    public Outcome keep(RestApi kibana, SiteModel site, Map<String, String> ledger)
            throws IOException, RefusedByApiException {
        checkVersion(kibana, site);
        String space = "/s/" + site.names().space();
        ContentItem first = SiteContent.of(site, Optional.empty()).get(0);
        List<String> left = new ArrayList<>();
        boolean always = site.search().orElseThrow().content().always();
        // A connector is in the space of the site: the space comes first.
        keep(kibana, "", first, ledger, always).ifPresent(left::add);
        Optional<Connector> connector = connector(kibana, space, site);
        List<ContentItem> items = SiteContent.of(site, connector);
        for (ContentItem item : items.subList(1, items.size())) {
            keep(kibana, space, item, ledger, always).ifPresent(left::add);
        }
        ledger.keySet()
                .removeIf(key -> items.stream().noneMatch(item -> item.key().equals(key)));
        return new Outcome(new TreeMap<>(ledger), words(items, left));
    }

    private static String words(List<ContentItem> items, List<String> left) {
        long dashboards = items.stream()
                .filter(item -> item.kind() == ContentItem.Kind.DASHBOARD)
                .count();
        String all = dashboards + " dashboards and what belongs to them are in Kibana";
        return left.isEmpty()
                ? all
                : all + "; as a person left them: " + String.join(", ", left)
                        + " (search.kibana.manageDashboards: Always puts them back)";
    }

    /** Keeps one thing; the title of one that is left as a person has it is returned. */
    private Optional<String> keep(
            RestApi kibana, String space, ContentItem item, Map<String, String> ledger, boolean always)
            throws IOException, RefusedByApiException {
        RestAnswer answer = kibana.send("GET", space + path(item), MissingNode.getInstance());
        if (!answer.isAbsent()) {
            check(answer, item);
        }
        Optional<JsonNode> found = answer.isAbsent() ? Optional.empty() : Optional.of(answer.body());
        Optional<LedgerEntry> written =
                Optional.ofNullable(ledger.get(item.key())).flatMap(LedgerEntry::read);
        ContentDecision decision = ContentDecision.of(item, found, written, always);
        switch (decision) {
            case CREATE -> note(item, create(kibana, space, item), ledger);
            case REPLACE -> note(item, replace(kibana, space, item), ledger);
            case NOTE -> note(item, found.orElseThrow(), ledger);
            default -> {}
        }
        if (decision == ContentDecision.CREATE || decision == ContentDecision.REPLACE) {
            LOG.info("{} \"{}\" was put into Kibana", item.kind().label(), item.title());
        }
        return decision == ContentDecision.LEAVE ? Optional.of(item.title()) : Optional.empty();
    }

    private static JsonNode create(RestApi kibana, String space, ContentItem item)
            throws IOException, RefusedByApiException {
        RestAnswer answer =
                switch (item.kind()) {
                    case SPACE -> kibana.send("POST", "/api/spaces/space", item.body());
                    case DATA_VIEW -> kibana.send("POST", space + "/api/data_views/data_view", item.body());
                    case DASHBOARD -> kibana.send("PUT", space + path(item), item.body());
                    case RULE -> kibana.send("POST", space + path(item), item.body());
                };
        return check(answer, item).body();
    }

    private static JsonNode replace(RestApi kibana, String space, ContentItem item)
            throws IOException, RefusedByApiException {
        RestAnswer answer =
                switch (item.kind()) {
                    case SPACE, DASHBOARD -> kibana.send("PUT", space + path(item), item.body());
                    case DATA_VIEW -> kibana.send("POST", space + "/api/data_views/data_view", item.body());
                    case RULE -> kibana.send("PUT", space + path(item), update(item.body()));
                };
        return check(answer, item).body();
    }

    /** What a rule is cannot be changed, and whether it is enabled is the person's on shift. */
    private static ObjectNode update(ObjectNode rule) {
        ObjectNode update = rule.deepCopy();
        update.remove(List.of("rule_type_id", "consumer", "enabled"));
        return update;
    }

    private static void note(ContentItem item, JsonNode answer, Map<String, String> ledger) {
        ledger.put(item.key(), new LedgerEntry(item.digest(), ContentDecision.stamp(item, answer)).text());
    }

    private static String path(ContentItem item) {
        return switch (item.kind()) {
            case SPACE -> "/api/spaces/space/" + item.id();
            case DATA_VIEW -> "/api/data_views/data_view/" + item.id();
            case DASHBOARD -> "/api/dashboards/" + item.id();
            case RULE -> "/api/alerting/rule/" + item.id();
        };
    }

    private static Optional<Connector> connector(RestApi kibana, String space, SiteModel site)
            throws IOException, RefusedByApiException {
        Optional<String> id = site.search().orElseThrow().content().connector();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        RestAnswer answer = kibana.send("GET", space + "/api/actions/connector/" + id.get(), MissingNode.getInstance());
        String mend = ": make a connector " + id.get() + " in the space "
                + site.names().space() + " of Kibana, or write another one into search.kibana.connector";
        if (answer.status() >= SERVER_ERROR) {
            throw new IOException("Kibana answers " + answer.words() + " when asked for the connector " + id.get());
        }
        if (!answer.isOk()) {
            throw new RefusedByApiException(
                    "Kibana answers " + answer.words() + " when asked for the connector " + id.get() + mend);
        }
        Connector connector =
                new Connector(id.get(), answer.body().path("connector_type_id").asText());
        if (!Messages.types().contains(connector.type())) {
            throw new RefusedByApiException("the connector " + id.get() + " is of the type " + connector.type()
                    + ", which a rule of Sitewatch cannot speak through: name one of the types "
                    + String.join(", ", new TreeSet<>(Messages.types())));
        }
        return Optional.of(connector);
    }

    private static void checkVersion(RestApi kibana, SiteModel site) throws IOException, RefusedByApiException {
        RestAnswer answer = kibana.send("GET", "/api/status", MissingNode.getInstance());
        if (!answer.isOk()) {
            throw new IOException("Kibana answers " + answer.words() + " when asked how it is");
        }
        String version = answer.body().at("/version/number").asText("");
        String[] numbers = version.split("[.-]");
        if (numbers.length < 2 || !numbers[0].matches("[0-9]+") || !numbers[1].matches("[0-9]+")) {
            return;
        }
        int major = Integer.parseInt(numbers[0]);
        if (major < MAJOR || major == MAJOR && Integer.parseInt(numbers[1]) < MINOR) {
            String mend = site.search().orElseThrow().managed().isPresent()
                    ? "set search.managed.version to one from 9.4 on"
                    : "name a Kibana from 9.4 on in search.external.kibanaUrl, or none";
            throw new RefusedByApiException(
                    "Kibana " + version + " has no Dashboards API, which comes with 9.4: " + mend);
        }
    }

    private static RestAnswer check(RestAnswer answer, ContentItem item) throws IOException, RefusedByApiException {
        String words =
                "Kibana answers " + answer.words() + " to the " + item.kind().label() + " \"" + item.title() + "\"";
        if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
            throw new IOException(words);
        }
        if (!answer.isOk()) {
            throw new RefusedByApiException(words);
        }
        return answer;
    }
}
