package io.sitewatch.readings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.readings.SearchTemplates.Kind;
import io.sitewatch.readings.SearchTemplates.Template;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchTemplatesTest {
    private final Map<String, Template> templates =
            SearchTemplates.of("shaft").stream().collect(Collectors.toMap(Template::path, Function.identity()));

    @Test
    void recordsAreInPlainIndicesByMonth() {
        assertThat(SearchIndices.records("shaft", Instant.parse("2026-11-30T23:59:50Z")))
                .isEqualTo("sitewatch-records-shaft-2026.11");
        JsonNode template = body("/_index_template/sitewatch-records-shaft");
        assertThat(template.at("/index_patterns/0").asText()).isEqualTo("sitewatch-records-shaft-*");
        assertThat(template.has("data_stream")).isFalse();
        assertThat(template.path("composed_of").toString())
                .isEqualTo("[\"sitewatch-settings-shaft\",\"sitewatch-records-shaft\"]");
    }

    @Test
    void whatOnlyGrowsIsInDataStreams() {
        assertThat(body("/_index_template/sitewatch-alerts-shaft").has("data_stream"))
                .isTrue();
        assertThat(body("/_index_template/sitewatch-progress-shaft").has("data_stream"))
                .isTrue();
        assertThat(body("/_index_template/sitewatch-instruments-shaft").has("data_stream"))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyDocumentHasTheTimeOfItsEventAndNoFieldIsGuessed(Kind kind) {
        JsonNode mappings = SearchTemplates.mappings(kind);
        assertThat(mappings.at("/properties/@timestamp/type").asText()).isEqualTo("date");
        assertThat(mappings.path("dynamic").asBoolean(true)).isFalse();
        assertThat(SearchTemplates.index(kind).path("mappings")).isEqualTo(mappings);
        assertThat(SearchTemplates.index(kind)
                        .at("/settings/index.number_of_shards")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void rejectionsAreCountedByEveryReasonThatAReadingCanHave() {
        JsonNode reasons = SearchTemplates.mappings(Kind.PROGRESS).at("/properties/rejected_by_reason/properties");
        for (RejectReason reason : RejectReason.values()) {
            assertThat(reasons.has(reason.label()))
                    .as(reason.label())
                    .isEqualTo(reason != RejectReason.REFUSED_BY_SINK);
        }
    }

    @Test
    void aDigestTellsWhichTemplateItIs() {
        for (Template template : templates.values()) {
            assertThat(template.body().at("/_meta/sitewatch").asText()).isEqualTo(template.digest());
        }
        assertThat(templates.values().stream().map(Template::digest).distinct()).hasSize(9);
        assertThat(SearchTemplates.of("shaft")).isEqualTo(SearchTemplates.of("shaft"));
    }

    @Test
    void aSiteWhoseNameBeginsWithAnotherOnesKeepsItsOwnTemplateAndItsOwnDocuments() {
        int shaft = body("/_index_template/sitewatch-records-shaft")
                .path("priority")
                .asInt();
        int east = SearchTemplates.of("shaft-east").stream()
                .filter(template -> template.path().equals("/_index_template/sitewatch-records-shaft-east"))
                .findFirst()
                .orElseThrow()
                .body()
                .path("priority")
                .asInt();
        assertThat(east).isGreaterThan(shaft);
        assertThat(SearchIndices.month("shaft", "sitewatch-records-shaft-2026.11"))
                .contains(YearMonth.of(2026, 11));
        assertThat(SearchIndices.month("shaft", "sitewatch-records-shaft-east-2026.11"))
                .isEmpty();
        assertThat(SearchIndices.allRecords("shaft"))
                .isEqualTo("sitewatch-records-shaft-*,-sitewatch-records-shaft-*-*");
        String role = SearchIndices.recordsOfRole("shaft").replace("/", "");
        assertThat("sitewatch-records-shaft-2026.11").matches(role);
        assertThat("sitewatch-records-shaft-east-2026.11").doesNotMatch(role);
    }

    private JsonNode body(String path) {
        return templates.get(path).body();
    }
}
