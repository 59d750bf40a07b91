package io.sitewatch.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.source.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RejectedMessageTest {
    @Property
    void theOriginalComesBackByteForByte(@ForAll byte[] original) throws IOException {
        JsonNode message = message(original);
        byte[] back = message.has("original")
                ? message.get("original").asText().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(message.get("original_base64").asText());
        assertThat(back).isEqualTo(original);
    }

    @Test
    void ofAHugeOneTheBeginningIsKeptAndTheWholeIsNamed() throws IOException {
        byte[] huge = new byte[10_000_000];
        new Random(1).nextBytes(huge);
        byte[] bytes = RejectedMessage.of(rejection(), huge);
        assertThat(bytes.length).isLessThan(1_000_000);
        JsonNode message = new ObjectMapper().readTree(bytes);
        assertThat(message.get("truncated").asBoolean()).isTrue();
        assertThat(message.get("original_length").asInt()).isEqualTo(10_000_000);
        assertThat(message.get("original_sha256").asText()).hasSize(64);
    }

    @Test
    void itSaysReasonAndPlace() throws IOException {
        JsonNode message = message("x".getBytes());
        assertThat(message.get("reason").asText()).isEqualTo("bad_time");
        assertThat(message.get("partition").asInt()).isEqualTo(2);
        assertThat(message.get("offset").asLong()).isEqualTo(77);
        assertThat(message.get("arrived_at").asText()).isEqualTo("2022-05-02T08:06:42.882Z");
    }

    @Test
    void aTombstoneHasNoOriginal() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(RejectedMessage.of(rejection(), null))
                        .get("original")
                        .isNull())
                .isTrue();
    }

    private static JsonNode message(byte[] original) throws IOException {
        return new ObjectMapper().readTree(RejectedMessage.of(rejection(), original));
    }

    private static Rejection rejection() {
        return new Rejection(RejectReason.BAD_TIME, "no \"time\"", 2, 77, 1651478802882L, 0, 0, 0, null);
    }
}
