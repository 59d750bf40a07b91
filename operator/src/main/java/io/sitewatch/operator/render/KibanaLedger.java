package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import java.util.List;
import java.util.Map;

/** Which version of what was put into Kibana: by it the operator tells, after a restart too, what a person has changed. */
final class KibanaLedger implements Dependent {
    @Override
    public List<HasMetadata> desired(SiteModel site) {
        Map<String, String> ledger = site.search()
                .filter(search -> search.kibanaUrl().isPresent())
                .map(SearchModel::content)
                .map(SearchModel.Content::ledger)
                .orElse(Map.of());
        if (ledger.isEmpty()) {
            return List.of();
        }
        return List.of(new ConfigMapBuilder()
                .withMetadata(
                        Metadata.owned(site, Component.KIBANA, site.names().kibanaContent()))
                .withData(ledger)
                .build());
    }
}
