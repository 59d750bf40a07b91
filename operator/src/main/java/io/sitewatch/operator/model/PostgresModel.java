package io.sitewatch.operator.model;

import io.sitewatch.crds.v1alpha1.ManagedPostgres;
import java.util.Optional;

/**
 * The store of records, and how to speak to it.
 *
 * @param managed the cluster to run, or nothing if it exists outside
 * @param jdbcUrl without credentials; for a managed cluster it is put together by Kubernetes, from the Secret that names
 *     its host, port and database
 * @param addressSecret the Secret with host, port and dbname that the URL is put together from
 * @param owner may change tables
 * @param report may read, and nothing else; absent: nobody has such a role
 * @param caSecret a Secret with key ca.crt; absent: a public authority
 * @param usable whether clients may be started against it
 */
public record PostgresModel(
        Optional<ManagedPostgres> managed,
        String jdbcUrl,
        Optional<String> addressSecret,
        Credentials owner,
        Optional<Credentials> report,
        Optional<String> caSecret,
        boolean usable) {}
