package io.sitewatch.operator.model;

import io.sitewatch.crds.v1alpha1.BatchViewSpec;
import io.sitewatch.crds.v1alpha1.DeletionPolicy;
import io.sitewatch.crds.v1alpha1.SourceSpec;
import io.sitewatch.crds.v1alpha1.StreamSpec;
import io.sitewatch.readings.SiteRules;
import java.util.Optional;

/**
 * Everything that is known of a site, worked out once per reconciliation: what its manifest says, completed, and what the
 * other operators have written about its parts so far. All that is rendered is a pure function of it.
 *
 * @param uid of the MonitoringSite; empty for one that is not in a cluster yet
 * @param displayName of the site for people; its name when the manifest has none
 * @param crs coordinate system of eastings and northings
 * @param search absent: the site has no real-time view
 */
public record SiteModel(
        SiteNames names,
        String uid,
        String displayName,
        String timezone,
        Optional<String> crs,
        SourceSpec source,
        SiteRules rules,
        KafkaModel kafka,
        StreamSpec stream,
        PostgresModel postgres,
        Optional<SearchModel> search,
        BatchViewSpec batchView,
        boolean suspended,
        DeletionPolicy deletionPolicy,
        GeneratedPasswords passwords,
        Platform platform) {

    /** Whether it is wanted, and there is a role to read as: an external database need not have one. */
    public boolean hasBatchView() {
        return Boolean.TRUE.equals(batchView.getEnabled()) && postgres.report().isPresent();
    }

    /** Whether readings can flow: everything that the stream and the producer connect to is there. */
    public boolean inputsUsable() {
        return kafka.usable()
                && postgres.usable()
                && search.map(SearchModel::usable).orElse(true);
    }

    /** The base URL that is polled. */
    public String sourceUrl() {
        return source.getHttp() == null
                ? "http://" + names.host(names.instruments()) + ":8080"
                : source.getHttp().getBaseUrl();
    }

    /** Whether people's data stays when the site goes. */
    public boolean retains() {
        return deletionPolicy != DeletionPolicy.DELETE;
    }
}
