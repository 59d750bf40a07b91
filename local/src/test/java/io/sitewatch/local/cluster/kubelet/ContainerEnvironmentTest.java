package io.sitewatch.local.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.local.cluster.control.Credentials;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerEnvironmentTest {
    private static final Secret SECRET = new SecretBuilder()
            .addToData("host", Credentials.encoded("shaft-db-rw"))
            .addToData("password", Credentials.encoded("$(HOST)"))
            .build();
    private static final ConfigMap CONFIG =
            new ConfigMapBuilder().addToData("LEVEL", "info").build();

    private final ContainerEnvironment environment = new ContainerEnvironment(
            name -> Optional.of(SECRET).filter(any -> name.equals("db")),
            name -> Optional.of(CONFIG).filter(any -> name.equals("config")),
            Map.of("metadata.name", "pod-1"));

    @Test
    void takesValuesFromWhereTheContainerSays() throws Exception {
        assertThat(of("""
                        envFrom: [{configMapRef: {name: config}, prefix: LOG_}]
                        env:
                          - {name: HOST, valueFrom: {secretKeyRef: {name: db, key: host}}}
                          - {name: URL, value: "jdbc:postgresql://$(HOST)/x"}
                          - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
                          - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                          - {name: MAYBE, valueFrom: {secretKeyRef: {name: none, key: x, optional: true}}}
                        """))
                .containsOnly(
                        Map.entry("LOG_LEVEL", "info"),
                        Map.entry("HOST", "shaft-db-rw"),
                        Map.entry("URL", "jdbc:postgresql://shaft-db-rw/x"),
                        // What comes from a Secret is not expanded.
                        Map.entry("PASSWORD", "$(HOST)"),
                        Map.entry("POD", "pod-1"));
    }

    @Test
    void namesTheSecretThatIsNotThere() {
        assertThatThrownBy(() -> of("env: [{name: A, valueFrom: {secretKeyRef: {name: absent, key: x}}}]"))
                .isInstanceOf(NotReadyToStart.class)
                .hasMessage("secret \"absent\" not found");
    }

    @Test
    void namesTheKeyThatIsNotThere() {
        assertThatThrownBy(() -> of("env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: pass}}}]"))
                .isInstanceOf(NotReadyToStart.class)
                .hasMessage("couldn't find key pass in secret \"db\"");
    }

    private Map<String, String> of(String container) throws NotReadyToStart {
        return environment.of(Serialization.unmarshal(container, Container.class));
    }
}
