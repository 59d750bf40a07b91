package io.sitewatch.stream.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.readings.SearchIndices;
import io.sitewatch.stream.StreamSettings;
import io.sitewatch.stream.batch.AlertRow;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.RecordRow;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.Times;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Elasticsearch indices. Ids are derived and versions are the revisions', so a document written again is a conflict of
 * versions, which is success.
 */
public final class SearchView implements View {
    private static final Logger LOG = LoggerFactory.getLogger(SearchView.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BULK_BYTES = 2 << 20;

    private final SearchClient client;
    private final String site;
    private final Run run;
    private final Refusals refusals;
    private final MonthlyIndices indices;
    private final Bulk bulk = new Bulk();
    private boolean hasTemplates;

    public SearchView(StreamSettings.Search settings, String site, Run run, Refusals refusals) {
        this.client = new SearchClient(settings);
        this.site = site;
        this.run = run;
        this.refusals = refusals;
        this.indices = new MonthlyIndices(site);
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        templates();
    }

    @Override
    public void write(Batch batch) throws IOException, InterruptedException {
        refusals.begin(batch.id());
        templates();
        bulk.clear();
        for (RecordRow row : batch.records()) {
            bulk.index(
                    indices.of(row.windowStart()),
                    row.documentId(),
                    run.version(row.windowStart(), row.revision()),
                    row.json());
            if (bulk.length() >= BULK_BYTES) {
                send();
            }
        }
        for (AlertChange alert : batch.alerts()) {
            long version = run.version(alert.at(), alert.revision());
            String id = AlertRow.documentId(alert);
            if (alert.act() == AlertChange.Act.WITHDRAWN) {
                bulk.delete(SearchIndices.alerts(site), id, version);
            } else {
                bulk.index(SearchIndices.alerts(site), id, version, AlertRow.json(alert));
            }
        }
        send();
    }

    /** Removes documents that an earlier run wrote and this one did not. */
    void remove(List<PostgresView.Removal> removals) throws IOException, InterruptedException {
        bulk.clear();
        for (PostgresView.Removal removal : removals) {
            String index = removal.windowStart()
                    .map(start -> indices.of(Times.micros(start)))
                    .orElseGet(() -> SearchIndices.alerts(site));
            bulk.delete(index, removal.document(), run.versionOfRemoval());
        }
        send();
    }

    @Override
    public void close() {
        // the HTTP client needs no closing
    }

    /** Sends what there is, and empties it. */
    private void send() throws IOException, InterruptedException {
        if (bulk.length() == 0) {
            return;
        }
        JsonNode answer = client.bulk(bulk.body());
        if (answer.path("errors").asBoolean()) {
            judge(answer);
        }
        bulk.clear();
    }

    private void judge(JsonNode answer) throws IOException {
        JsonNode items = answer.path("items");
        String waiting = null;
        List<byte[]> refused = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i).elements().next();
            int status = item.path("status").asInt();
            String reason = item.path("error").path("type").asText() + ": "
                    + item.path("error").path("reason").asText();
            if (status == 400) {
                refused.add(RejectedMessage.ofDocument(name(), bulk.id(i), reason, bulk.document(i)));
            } else if (item.has("error") && status != 409) {
                waiting = status + " " + reason;
            }
        }
        if (waiting != null) {
            throw new IOException("Elasticsearch took not all of a bulk request: " + waiting);
        }
        refused.forEach(refusals::add);
    }

    private void templates() throws IOException, InterruptedException {
        if (hasTemplates) {
            return;
        }
        template(SearchIndices.RECORDS_TEMPLATE, "sitewatch-records-" + site, SearchIndices.recordsPrefix(site) + "*");
        template(SearchIndices.ALERTS_TEMPLATE, "sitewatch-alerts-" + site, SearchIndices.alerts(site));
        hasTemplates = true;
    }

    private void template(String resource, String name, String pattern) throws IOException, InterruptedException {
        ObjectNode template;
        try (InputStream in = SearchIndices.class.getResourceAsStream(resource)) {
            template = (ObjectNode) JSON.readTree(in);
        }
        template.putArray("index_patterns").add(pattern);
        int status = client.putTemplate(name, JSON.writeValueAsBytes(template));
        if (status == 401 || status == 403) {
            LOG.warn("this user may not put the index template {}: the mappings are those that are there", name);
        } else if (status != 200) {
            throw new IOException("Elasticsearch answers " + status + " to the index template " + name);
        }
    }
}
