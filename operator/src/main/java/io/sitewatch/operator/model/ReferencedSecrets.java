package io.sitewatch.operator.model;

import io.sitewatch.crds.v1alpha1.MonitoringSiteSpec;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The Secrets that a manifest names, and that somebody else has to make. */
public final class ReferencedSecrets {
    private ReferencedSecrets() {}

    public static Set<String> of(MonitoringSiteSpec spec) {
        Set<String> names = new TreeSet<>();
        if (spec.getSource().getHttp() != null) {
            add(names, spec.getSource().getHttp().getCredentialsSecret());
        }
        if (spec.getKafka().getExternal() != null) {
            var kafka = spec.getKafka().getExternal();
            add(names, kafka.getCredentialsSecret(), kafka.getCaSecret());
        }
        if (spec.getPostgres().getExternal() != null) {
            var postgres = spec.getPostgres().getExternal();
            add(names, postgres.getCredentialsSecret(), postgres.getReportCredentialsSecret(), postgres.getCaSecret());
        }
        if (spec.getSearch().getExternal() != null) {
            var search = spec.getSearch().getExternal();
            add(names, search.getCredentialsSecret(), search.getCaSecret());
        }
        if (spec.getStream().getCheckpoint().getObjectStore() != null) {
            add(names, spec.getStream().getCheckpoint().getObjectStore().getCredentialsSecret());
        }
        if (Boolean.TRUE.equals(spec.getBatchView().getEnabled())
                && spec.getBatchView().getOidc() != null) {
            add(names, spec.getBatchView().getOidc().getClientSecret());
        }
        return names;
    }

    private static void add(Set<String> names, String... more) {
        Arrays.stream(more).filter(Objects::nonNull).forEach(names::add);
    }
}
