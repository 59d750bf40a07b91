package io.sitewatch.operator.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sitewatch.readings.SearchTemplates;
import io.sitewatch.readings.SearchTemplates.Kind;
import io.sitewatch.readings.SearchTemplates.Template;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the templates of a site in Elasticsearch, and nothing longer than it should stay. Writes only what is not so yet. */
public final class IndexKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final Clock clock;

    public IndexKeeper(Clock clock) {
        this.clock = clock;
    }

    /**
     * Brings Elasticsearch to where it should be.
     *
     * @param retention months that records stay; empty: for ever
     * @throws IOException when it does not answer, or not now
     * @throws RefusedByApiException when it says no
     */
    public void keep(RestApi elasticsearch, String site, Optional<Integer> retention)
            throws IOException, RefusedByApiException {
        boolean isUpgrade = false;
        boolean isChanged = false;
        for (Template template : SearchTemplates.of(site)) {
            RestAnswer found = elasticsearch.send("GET", template.path(), MissingNode.getInstance());
            if (!found.isAbsent()) {
                check(found, "when asked for " + template.path());
            }
            String digest = digest(found.body());
            if (!template.digest().equals(digest)) {
                check(
                        elasticsearch.send("PUT", template.path(), template.body()),
                        "to the template " + template.path());
                isUpgrade |= !digest.isEmpty();
                isChanged = true;
            }
        }
        if (isChanged) {
            LOG.info("the templates of site {} were put into Elasticsearch", site);
        }
        if (isUpgrade) {
            upgrade(elasticsearch, site);
        }
        if (retention.isPresent()) {
            expire(elasticsearch, site, retention.get());
        }
    }

    /** Fields that are new are added to what is there already. */
    private void upgrade(RestApi elasticsearch, String site) throws IOException, RefusedByApiException {
        for (Kind kind : Kind.values()) {
            String path = "/" + kind.indices(site) + "/_mapping?ignore_unavailable=true&allow_no_indices=true";
            RestAnswer answer = elasticsearch.send("PUT", path, SearchTemplates.mappings(kind));
            if (!answer.isAbsent()) {
                check(answer, "to the mappings of " + kind.indices(site));
            }
        }
    }

    private void expire(RestApi elasticsearch, String site, int months) throws IOException, RefusedByApiException {
        RestAnswer answer = elasticsearch.send(
                "GET",
                "/" + Kind.RECORDS.indices(site) + "/_settings/index.creation_date?allow_no_indices=true",
                MissingNode.getInstance());
        if (answer.isAbsent()) {
            return;
        }
        check(answer, "when asked for its indices");
        List<String> indices = new ArrayList<>();
        answer.body().fieldNames().forEachRemaining(indices::add);
        for (String index : Retention.expired(site, indices, months, clock.instant())) {
            check(elasticsearch.send("DELETE", "/" + index, MissingNode.getInstance()), "to the deletion of " + index);
            LOG.info("the index {} is gone: its records are older than {} months", index, months);
        }
    }

    private static String digest(JsonNode found) {
        return found.findPath("_meta").path(SearchTemplates.DIGEST).asText("");
    }

    private static void check(RestAnswer answer, String what) throws IOException, RefusedByApiException {
        if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
            throw new IOException("Elasticsearch answers " + answer.words() + " " + what);
        }
        if (!answer.isOk()) {
            throw new RefusedByApiException("Elasticsearch answers " + answer.words() + " " + what);
        }
    }
}
