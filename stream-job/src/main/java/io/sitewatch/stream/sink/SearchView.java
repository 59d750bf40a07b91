package io.sitewatch.stream.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.SearchIndices;
import io.sitewatch.readings.SearchTemplates;
import io.sitewatch.readings.SearchTemplates.Kind;
import io.sitewatch.stream.StreamSettings;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.batch.RecordRow;
import io.sitewatch.stream.meaning.AlertChange;
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
 * <p>Where Logstash takes records and alerts from the topics, the stream writes what no topic has: how instruments stand, what
 * batches brought, and that what an earlier run wrote is no more.
 *
 * <p>An Elasticsearch that was emptied while the stream runs is written on as it should be: plain indices are made with their
 * mappings, whether their template is there or not, and data streams wait until it is.
 */
public final class SearchView implements View {
    private static final Logger LOG = LoggerFactory.getLogger(SearchView.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BULK_BYTES = 2 << 20;

    /** A data stream whose template is missing must not become an index. */
    private static final String DATA_STREAMS = "&require_data_stream=true";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final SearchClient client;
    private final boolean takesRecords;
    private final String site;
    private final SearchDocuments documents;
    private final Run run;
    private final Refusals refusals;
    private final MonthlyIndices months;
    private final Bulk versioned = new Bulk();
    private final Bulk appended = new Bulk();
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
        this.takesRecords = settings.takesRecords();
        this.site = site;
        this.documents = new SearchDocuments(projection);
        this.run = run;
        this.refusals = refusals;
        this.months = new MonthlyIndices(site);
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
        ensure(indices(batch));
        versioned.clear();
        for (RecordRow row : records(batch)) {
            versioned.index(
                    months.of(row.windowStart()),
                    row.documentId(),
                    run.version(row.windowStart(), row.revision()),
                    documents.ofRecord(row));
            sendIfLarge(versioned, "");
        }
        for (InstrumentStatus status : batch.statuses()) {
            versioned.index(
                    SearchIndices.instruments(site),
                    status.key().text(),
                    run.versionOfRemoval() + batch.id() + 1,
                    SearchDocuments.ofStatus(status));
            sendIfLarge(versioned, "");
        }
        send(versioned, "");
        appended.clear();
        for (AlertChange alert : takesRecords ? batch.alerts() : List.<AlertChange>of()) {
            appended.append(
                    SearchIndices.alerts(site), SearchDocuments.idOfAlert(alert), SearchDocuments.ofAlert(alert));
            sendIfLarge(appended, DATA_STREAMS);
        }
        appended.append(SearchIndices.progress(site), run.queryId() + "/" + batch.id(), SearchDocuments.ofBatch(batch));
        send(appended, DATA_STREAMS);
    }

    /** Removes records that an earlier run wrote and this one did not, and says of alerts that they are no more. */
    void remove(List<PostgresView.Removal> removals) throws IOException, InterruptedException {
        versioned.clear();
        appended.clear();
        Instant now = Instant.now();
        for (PostgresView.Removal removal : removals) {
            if (removal.windowStart().isPresent()) {
                versioned.delete(
                        months.of(Times.micros(removal.windowStart().get())),
                        removal.document(),
                        run.versionOfRemoval());
            } else {
                appended.append(
                        SearchIndices.alerts(site),
                        removal.document() + "/withdrawn/run-" + run.number(),
                        SearchDocuments.ofGoneAlert(removal.document(), now, run.versionOfRemoval()));
            }
        }
        send(versioned, "");
        send(appended, DATA_STREAMS);
    }

    @Override
    public void close() {
        // the HTTP client needs no closing
    }

    private Map<String, Kind> indices(Batch batch) {
        Map<String, Kind> indices = new TreeMap<>();
        records(batch).forEach(row -> indices.put(months.of(row.windowStart()), Kind.RECORDS));
        if (!batch.statuses().isEmpty()) {
            indices.put(SearchIndices.instruments(site), Kind.INSTRUMENTS);
        }
        return indices;
    }

    /** Those that are the stream's to write. */
    private List<RecordRow> records(Batch batch) {
        return takesRecords ? batch.records() : List.of();
    }

    private void sendIfLarge(Bulk bulk, String parameters) throws IOException, InterruptedException {
        if (bulk.length() >= BULK_BYTES) {
            send(bulk, parameters);
        }
    }

    /** Sends what there is, and empties it. */
    private void send(Bulk bulk, String parameters) throws IOException, InterruptedException {
        if (bulk.length() == 0) {
            return;
        }
        Optional<JsonNode> answers = client.bulk(bulk.body(), parameters);
        if (answers.isPresent()) {
            judge(bulk, answers.get());
        }
        bulk.clear();
    }

    private void judge(Bulk bulk, JsonNode items) throws IOException {
        if (items.size() != bulk.size()) {
            throw new IOException(
                    "Elasticsearch answered " + items.size() + " of the " + bulk.size() + " actions of a bulk request");
        }
        String waiting = null;
        List<byte[]> refused = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i).elements().next();
            int status = item.path("status").asInt();
            String reason = item.path("error").path("type").asText() + ": "
                    + item.path("error").path("reason").asText();
            if (status == BAD_REQUEST) {
                refused.add(RejectedMessage.ofDocument(name(), bulk.id(i), reason, bulk.document(i)));
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
