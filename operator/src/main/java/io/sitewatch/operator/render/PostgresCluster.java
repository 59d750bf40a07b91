package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sitewatch.crds.v1alpha1.ManagedPostgres;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.thirdparty.Manifest;
import io.sitewatch.operator.thirdparty.PostgresClusterSpec;
import java.util.List;

/** The database of a site, with an owner for the stream and a role for those who only read. */
final class PostgresCluster implements Dependent {
    static final String REPORT = "report";

    private static final String DATABASE = "sitewatch";
    private static final int REPORT_CONNECTIONS = 50;

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return site.postgres().managed().map(postgres -> cluster(site, postgres)).stream()
                .toList();
    }

    private static HasMetadata cluster(SiteModel site, ManagedPostgres postgres) {
        return new Manifest<>(
                ObjectKind.POSTGRES_CLUSTER,
                Metadata.keeping(site, Component.POSTGRES, site.names().database()),
                new PostgresClusterSpec(
                        postgres.getInstances(),
                        image(postgres),
                        postgres.getInstances() > 1,
                        false,
                        new PostgresClusterSpec.Storage(postgres.getStorage(), postgres.getStorageClass()),
                        new PostgresClusterSpec.Bootstrap(new PostgresClusterSpec.Initdb(DATABASE, DATABASE, true)),
                        new PostgresClusterSpec.Managed(List.of(report(site))),
                        Sizes.of(postgres.getResources()),
                        new PostgresClusterSpec.InheritedMetadata(Metadata.selector(site, Component.POSTGRES))));
    }

    private static String image(ManagedPostgres postgres) {
        return postgres.getVersion() == null ? null : "ghcr.io/cloudnative-pg/postgresql:" + postgres.getVersion();
    }

    private static PostgresClusterSpec.Role report(SiteModel site) {
        return new PostgresClusterSpec.Role(
                REPORT,
                "present",
                "Reads for people and BI tools",
                true,
                List.of("pg_read_all_data"),
                REPORT_CONNECTIONS,
                new PostgresClusterSpec.SecretName(site.names().databaseReport()));
    }
}
