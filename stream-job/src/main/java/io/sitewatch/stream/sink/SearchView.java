package io.sitewatch.stream.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.SearchIndices;
import io.sitewatch.readings.SearchTemplates;
import io.sitewatch.readings.SearchTemplates.Kind;
import io.sitewatch.stream.StreamSettings;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.JsonLine;
import io.sitewatch.stream.batch.RecordRow;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.meaning.InstrumentStatus;
import io.sitewatch.stream.meaning.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site in Elasticsearch. Records and the instruments' states have derived ids, and versions from the revisions, so that a
 * document written again is a conflict of versions, which is success. What is said of alerts and what each batch brought is
 * appended to data streams, where the same id again is a conflict too.
 *
 * <p>An Elasticsearch that was emptied while the stream runs is written on as it should be: plain indices are made with their
 * mappings, whether their template is there or not, and data streams wait until it is.
 */
public final class SearchView implements View {
    private static final Logger LOG = LoggerFactory.getLogger(SearchView.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BULK_BYTES = 4 << 20;

    /** A data stream whose template is missing must not become an index. */
    private static final String DATA_STREAMS = "&require_data_stream=true";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final SearchClient client;
    private final String site;
    private final SearchDocuments documents;
    private final Run run;
    private final Refusals refusals;
    private boolean hasTemplates;

    /**
     * The view of a site.
     *
     * @param projection from the site's coordinates to the earth's; empty: nobody said how
     */
    public SearchView(
            StreamSettings.Search settings,
            String site,
            Optional<SiteProjection> projection,
            Run run,
            Refusals refusals) {
        this.client = new SearchClient(settings);
        this.site = site;
        this.documents = new SearchDocuments(projection);
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
    public void write(Batch batch) throws IOException, InterruptedException {
        refusals.begin(batch.id());
        templates();
        Map<String, Kind> indices = new TreeMap<>();
        List<Action> versioned = new ArrayList<>(batch.records().size());
        for (RecordRow row : batch.records()) {
            String index = SearchIndices.records(site, Times.instant(row.windowStart()));
            indices.put(index, Kind.RECORDS);
            versioned.add(index(
                    index, row.documentId(), run.version(row.windowStart(), row.revision()), documents.ofRecord(row)));
        }
        for (InstrumentStatus status : batch.statuses()) {
            indices.put(SearchIndices.instruments(site), Kind.INSTRUMENTS);
            versioned.add(index(
                    SearchIndices.instruments(site),
                    status.key().text(),
                    run.versionOfRemoval() + batch.id() + 1,
                    SearchDocuments.ofStatus(status)));
        }
        ensure(indices);
        bulk(versioned, "");
        List<Action> appended = new ArrayList<>();
        for (AlertChange alert : batch.alerts()) {
            appended.add(append(
                    SearchIndices.alerts(site), SearchDocuments.idOfAlert(alert), SearchDocuments.ofAlert(alert)));
        }
        appended.add(
                append(SearchIndices.progress(site), run.queryId() + "/" + batch.id(), SearchDocuments.ofBatch(batch)));
        bulk(appended, DATA_STREAMS);
    }

    /** Removes records that an earlier run wrote and this one did not, and says of alerts that they are no more. */
    void remove(List<PostgresView.Removal> removals) throws IOException, InterruptedException {
        List<Action> records = new ArrayList<>(removals.size());
        List<Action> alerts = new ArrayList<>();
        Instant now = Instant.now();
        for (PostgresView.Removal removal : removals) {
            if (removal.windowStart().isPresent()) {
                String index = SearchIndices.records(site, removal.windowStart().get());
                records.add(new Action(
                        removal.document(), line("delete", index, removal.document(), run.versionOfRemoval()), null));
            } else {
                alerts.add(append(
                        SearchIndices.alerts(site),
                        removal.document() + "/withdrawn/run-" + run.number(),
                        SearchDocuments.ofGoneAlert(removal.document(), now, run.versionOfRemoval())));
            }
        }
        bulk(records, "");
        bulk(alerts, DATA_STREAMS);
    }

    @Override
    public void close() {
        // the HTTP client needs no closing
    }

    private void bulk(List<Action> actions, String parameters) throws IOException, InterruptedException {
        for (int from = 0; from < actions.size(); ) {
            int to = from;
            for (long bytes = 0; to < actions.size() && bytes < BULK_BYTES; to++) {
                Action action = actions.get(to);
                bytes += action.line().length + (action.document() == null ? 0 : action.document().length) + 2L;
            }
            send(actions.subList(from, to), parameters);
            from = to;
        }
    }

    private void send(List<Action> actions, String parameters) throws IOException, InterruptedException {
        ByteWriter body = new ByteWriter(1 << 20);
        for (Action action : actions) {
            body.putRaw(action.line()).put('\n');
            if (action.document() != null) {
                body.putRaw(action.document()).put('\n');
            }
        }
        JsonNode answer = client.bulk(body.toBytes(), parameters);
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
            if (status == BAD_REQUEST) {
                Action action = actions.get(i);
                refused.add(RejectedMessage.ofDocument(name(), action.id(), reason, action.document()));
            } else if (item.has("error") && status != CONFLICT) {
                waiting = status + " " + reason;
                // Whoever emptied Elasticsearch took the templates with it.
                hasTemplates &= status != NOT_FOUND;
            }
        }
        if (waiting != null) {
            throw new IOException("Elasticsearch took not all of a bulk request: " + waiting);
        }
        refused.forEach(refusals::add);
    }

    /** Makes the plain indices that are not there with their mappings: what is left to guess is guessed wrong. */
    private void ensure(Map<String, Kind> indices) throws IOException, InterruptedException {
        for (Map.Entry<String, Kind> index : indices.entrySet()) {
            if (!client.exists(index.getKey())) {
                SearchClient.Answer made = client.put(
                        "/" + index.getKey(), JSON.writeValueAsBytes(SearchTemplates.index(index.getValue())));
                boolean isThereAlready =
                        made.status() == BAD_REQUEST && made.words().contains("resource_already_exists");
                if (made.status() != 200 && !isThereAlready) {
                    throw new IOException("Elasticsearch answers " + made.status() + " to the index " + index.getKey()
                            + ": " + made.words());
                }
            }
        }
    }

    private Action index(String index, String id, long version, byte[] document) {
        return new Action(id, line("index", index, id, version), document);
    }

    private static Action append(String dataStream, String id, byte[] document) {
        byte[] target =
                new JsonLine().text("_index", dataStream).text("_id", id).toBytes();
        byte[] line = new ByteWriter(target.length + 16)
                .putAscii("{\"create\":")
                .putRaw(target)
                .put('}')
                .toBytes();
        return new Action(id, line, document);
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

    /** The operator keeps the templates in place. Where there is none, the stream puts them itself if it may. */
    private void templates() throws IOException, InterruptedException {
        if (hasTemplates) {
            return;
        }
        for (SearchTemplates.Template template : SearchTemplates.of(site)) {
            SearchClient.Answer answer = client.put(template.path(), JSON.writeValueAsBytes(template.body()));
            if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
                LOG.info("the templates in Elasticsearch are the operator's to put: this user may not");
                break;
            }
            if (answer.status() != 200) {
                throw new IOException(
                        "Elasticsearch answers " + answer.status() + " to " + template.path() + ": " + answer.words());
            }
        }
        hasTemplates = true;
    }
}
