package io.sitewatch.local.cluster.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoleSqlTest {
    @Test
    void aRoleIsMadeOnceAndThenAltered() {
        var role = role("{name: report, login: true, inRoles: [pg_read_all_data]}");

        assertThat(RoleSql.ensure(role, false, Optional.of("it's")).get(0))
                .startsWith("CREATE ROLE \"report\" LOGIN NOSUPERUSER")
                .endsWith(" PASSWORD 'it''s'");
        assertThat(RoleSql.ensure(role, true, Optional.empty()))
                .hasSize(2)
                .allSatisfy(sql -> assertThat(sql).doesNotContain("PASSWORD"))
                .contains("GRANT \"pg_read_all_data\" TO \"report\"");
    }

    @Test
    void anAbsentRoleIsDroppedWhenItIsThere() {
        var role = role("{name: old, ensure: absent}");

        assertThat(RoleSql.ensure(role, true, Optional.empty())).containsExactly("DROP ROLE \"old\"");
        assertThat(RoleSql.ensure(role, false, Optional.empty())).isEmpty();
    }

    private static PostgresSpec.ManagedRole role(String yaml) {
        GenericKubernetesResource cluster = Serialization.unmarshal(
                "metadata: {name: db, namespace: a}\nspec: {managed: {roles: [" + yaml + "]}}",
                GenericKubernetesResource.class);
        return PostgresSpec.of(cluster).roles().get(0);
    }
}
