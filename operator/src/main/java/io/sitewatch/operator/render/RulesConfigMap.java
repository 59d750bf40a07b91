package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.model.SiteModel;
import java.util.List;

/** What the stream knows of the instruments. It reads the file anew when it changes: limits need no restart. */
final class RulesConfigMap implements Dependent {
    static final String VOLUME = "rules";
    static final String FOLDER = "/etc/sitewatch/rules";

    private static final String KEY = "rules.json";

    static String file() {
        return FOLDER + "/" + KEY;
    }

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return List.of(new ConfigMapBuilder()
                .withMetadata(
                        Metadata.owned(site, Component.STREAM, site.names().rules()))
                .addToData(KEY, Json.tree(site.rules()).toPrettyString())
                .build());
    }
}
