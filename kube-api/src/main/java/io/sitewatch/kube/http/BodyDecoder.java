package io.sitewatch.kube.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.protobuf.ProtobufDecoder;
import java.nio.charset.StandardCharsets;

/** Request bodies: JSON, YAML, or what kubectl sends as protobuf. */
final class BodyDecoder {
    private final ProtobufDecoder protobuf = new ProtobufDecoder();
    private final KubernetesSerialization yaml = new KubernetesSerialization();

    JsonNode decode(String contentType, byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        if (contentType.startsWith(ProtobufDecoder.MEDIA_TYPE)) {
            return protobuf.decode(body);
        }
        if (!contentType.contains("yaml") || looksLikeJson(body)) {
            try {
                return Json.read(body);
            } catch (JsonProcessingException e) {
                throw ApiException.badRequest("couldn't get version/kind; json parse error: " + e.getOriginalMessage());
            }
        }
        try {
            return Json.mapper().valueToTree(yaml.unmarshal(new String(body, StandardCharsets.UTF_8), Object.class));
        } catch (RuntimeException e) {
            throw ApiException.badRequest("error converting YAML to JSON: " + e.getMessage());
        }
    }

    private static boolean looksLikeJson(byte[] body) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }
}
