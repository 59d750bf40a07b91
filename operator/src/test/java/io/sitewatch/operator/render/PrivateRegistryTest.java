package io.sitewatch.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.fixture.Operands;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.model.Platform;
import io.sitewatch.operator.model.SiteModels;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every pod that runs an image of ours is pulled with the Secrets that the operator was told. */
class PrivateRegistryTest {
    private static final Platform PRIVATE = new Platform(
            "registry.example.com/sitewatch", "0.1.0", "Always", List.of("mirror", "second"), "4.2.0", true);

    @Test
    void itsSecretsPullEveryComponent() {
        Map<String, JsonNode> deployments = rendered(PRIVATE, "Deployment");

        assertThat(deployments).containsOnlyKeys("shaft-producer", "shaft-instruments", "shaft-batch-view");
        deployments.forEach((name, deployment) -> assertThat(
                        deployment.at("/spec/template/spec/imagePullSecrets").findValuesAsText("name"))
                .as(name)
                .containsExactly("mirror", "second"));
        assertThat(stream(PRIVATE)
                        .path("spark.kubernetes.container.image.pullSecrets")
                        .asText())
                .isEqualTo("mirror,second");
    }

    @Test
    void withoutAnyNothingIsSaidOfThem() {
        assertThat(rendered(Sites.PLATFORM, "Deployment").values())
                .noneMatch(deployment -> deployment.at("/spec/template/spec").has("imagePullSecrets"));
        assertThat(stream(Sites.PLATFORM).has("spark.kubernetes.container.image.pullSecrets"))
                .isFalse();
    }

    private static JsonNode stream(Platform platform) {
        return rendered(platform, "SparkApplication").get("shaft-stream").at("/spec/sparkConf");
    }

    private static Map<String, JsonNode> rendered(Platform platform, String kind) {
        MonitoringSite site = Sites.shaft("{source: {simulator: {}}}");
        return Rendering.of(new SiteModels(platform).of(site, Operands.ready(site), Sites.PASSWORDS)).all().stream()
                .filter(desired -> desired.id().kind().kind().equals(kind))
                .collect(Collectors.toMap(desired -> desired.id().name(), Desired::tree));
    }
}
