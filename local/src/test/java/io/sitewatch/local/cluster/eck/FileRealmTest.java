package io.sitewatch.local.cluster.eck;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.local.cluster.control.Credentials;
import org.junit.jupiter.api.Test;

class FileRealmTest {
    @Test
    void bothFormsOfSecretBecomeUsersWithTheirRoles() {
        FileRealm realm = new FileRealm()
                .elastic("pw")
                .secret(new SecretBuilder()
                        .addToData("username", Credentials.encoded("stream"))
                        .addToData("password", Credentials.encoded("in-clear-1"))
                        .addToData("roles", Credentials.encoded("shaft_stream, viewer"))
                        .build())
                .secret(new SecretBuilder()
                        .addToData("users", Credentials.encoded("ready:$2a$10$hash\n"))
                        .addToData("users_roles", Credentials.encoded("viewer:ready\n"))
                        .build());

        assertThat(realm.usersFile()).contains("elastic:{PBKDF2}10000$", "stream:{PBKDF2}10000$", "ready:$2a$10$hash");
        assertThat(realm.usersFile()).doesNotContain("in-clear-1");
        assertThat(realm.rolesOfUsersFile().lines())
                .containsExactly("shaft_stream:stream", "superuser:elastic", "viewer:stream,ready");
        assertThat(realm).hasToString("FileRealm[elastic, stream]");
    }
}
