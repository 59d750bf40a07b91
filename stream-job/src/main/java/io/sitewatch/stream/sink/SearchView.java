package io.sitewatch.stream.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.readings.SearchIndices;
import io.sitewatch.stream.StreamSettings;
import io.sitewatch.stream.batch.AlertRow;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.JsonLine;
import io.sitewatch.stream.batch.RecordRow;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.ByteWriter;
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
    private static final int BULK_BYTES = 4 << 20;

    private final SearchClient client;
    private final String site;
    private final Run run;
    private final Refusals refusals;
    private boolean hasTemplates;

    public SearchView(StreamSettings.Search settings, String site, Run run, Refusals refusals) {
        this.client = new SearchClient(settings);
        this.site = site;
        this.run = run;
        this.refusals = refusals;
    }

    /** One action of a bulk request. */
    private record Action(String id, byte[] line, byte[] document) {}

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
        List<Action> actions = new ArrayList<>(batch.records().size());
        for (RecordRow row : batch.records()) {
            String index = SearchIndices.records(site, Times.instant(row.windowStart()));
            String id = row.documentId();
            actions.add(new Action(
                    id, line("index", index, id, run.version(row.windowStart(), row.revision())), row.json()));
        }
        for (AlertChange alert : batch.alerts()) {
            boolean isGone = alert.act() == AlertChange.Act.WITHDRAWN;
            String id = AlertRow.documentId(alert);
            byte[] line = line(
                    isGone ? "delete" : "index",
                    SearchIndices.alerts(site),
                    id,
                    run.version(alert.at(), alert.revision()));
            actions.add(new Action(id, line, isGone ? null : AlertRow.json(alert)));
        }
        for (int from = 0; from < actions.size(); ) {
            int to = from;
            for (long bytes = 0; to < actions.size() && bytes < BULK_BYTES; to++) {
                Action action = actions.get(to);
                bytes += action.line().length + (action.document() == null ? 0 : action.document().length) + 2L;
            }
            bulk(actions.subList(from, to));
            from = to;
        }
    }

    /** Removes documents that an earlier run wrote and this one did not. */
    void remove(List<PostgresView.Removal> removals) throws IOException, InterruptedException {
        List<Action> actions = new ArrayList<>(removals.size());
        for (PostgresView.Removal removal : removals) {
            String index = removal.windowStart()
                    .map(start -> SearchIndices.records(site, start))
                    .orElseGet(() -> SearchIndices.alerts(site));
            byte[] line = line("delete", index, removal.document(), run.versionOfRemoval());
            actions.add(new Action(removal.document(), line, null));
        }
        bulk(actions);
    }

    @Override
    public void close() {
        // the HTTP client needs no closing
    }

    private void bulk(List<Action> actions) throws IOException, InterruptedException {
        ByteWriter body = new ByteWriter(1 << 20);
        for (Action action : actions) {
            body.putRaw(action.line()).put('\n');
            if (action.document() != null) {
                body.putRaw(action.document()).put('\n');
            }
        }
        JsonNode answer = client.bulk(body.toBytes());
        if (!answer.path("errors").asBoolean()) {
            return;
        }
        JsonNode items = answer.path("items");
        String waiting = null;
        List<byte[]> refused = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i).elements().next();
            int status = item.path("status").asInt();
            String reason = item.path("error").path("type").asText() + ": "
                    + item.path("error").path("reason").asText();
            if (status == 400) {
                Action action = actions.get(i);
                refused.add(RejectedMessage.ofDocument(name(), action.id(), reason, action.document()));
            } else if (item.has("error") && status != 409) {
                waiting = status + " " + reason;
            }
        }
        if (waiting != null) {
            throw new IOException("Elasticsearch took not all of a bulk request: " + waiting);
        }
        refused.forEach(refusals::add);
    }

    private static byte[] line(String act, String index, String id, long version) {
        byte[] target = new JsonLine()
                .text("_index", index)
                .text("_id", id)
                .whole("version", version)
                .text("version_type", "external")
                .toBytes();
        return new ByteWriter(target.length + 16)
                .putAscii("{\"" + act + "\":")
                .putRaw(target)
                .put('}')
                .toBytes();
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
