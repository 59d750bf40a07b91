package io.sitewatch.operator.controller;

import io.sitewatch.operator.live.SearchContent;
import io.sitewatch.operator.model.SiteModel;
import java.util.Map;

/** Keeps what a site has in Elasticsearch and Kibana in place. */
@FunctionalInterface
public interface ContentKeeper {
    /** Nobody keeps it: nothing waits for it, and nothing is written. */
    ContentKeeper NOBODY = (site, ledger) -> SearchContent.unkept();

    /**
     * Brings it to where it should be.
     *
     * @param ledger what was put into Kibana the last time; changed in place
     */
    SearchContent keep(SiteModel site, Map<String, String> ledger);
}
