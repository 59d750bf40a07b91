package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.operator.model.SiteModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The password of the role that only reads. */
final class PostgresReportSecret implements Dependent {
    @Override
    public List<HasMetadata> desired(SiteModel site) {
        if (site.postgres().managed().isEmpty()) {
            return List.of();
        }
        return List.of(new SecretBuilder()
                .withMetadata(
                        Metadata.keeping(site, Component.POSTGRES, site.names().databaseReport()))
                .withType("kubernetes.io/basic-auth")
                .addToData("username", encoded(PostgresCluster.REPORT))
                .addToData("password", encoded(site.passwords().report()))
                .build());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
