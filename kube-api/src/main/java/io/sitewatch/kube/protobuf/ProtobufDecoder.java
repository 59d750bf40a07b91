package io.sitewatch.kube.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.protobuf.MessageTable.Field;
import io.sitewatch.kube.protobuf.MessageTable.Shape;
import java.io.IOException;
import java.util.Base64;

/**
 * Reads Kubernetes' protobuf envelope ({@code k8s\0} and a {@code runtime.Unknown}) into JSON. Only the kinds that kubectl's imperative
 * commands send are known; every client speaks JSON for the others.
 */
public final class ProtobufDecoder {
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final int MAGIC_LENGTH = 4;

    private final MessageTable table = new MessageTable();

    /** @throws ApiException 415 for an unknown kind, 400 for bytes that cannot be read */
    public JsonNode decode(byte[] body) {
        try {
            CodedInputStream envelope =
                    CodedInputStream.newInstance(body, MAGIC_LENGTH, Math.max(0, body.length - MAGIC_LENGTH));
            String apiVersion = "";
            String kind = "";
            byte[] raw = {};
            for (int tag = envelope.readTag(); tag != 0; tag = envelope.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> {
                        CodedInputStream type = CodedInputStream.newInstance(envelope.readByteArray());
                        for (int inner = type.readTag(); inner != 0; inner = type.readTag()) {
                            if (WireFormat.getTagFieldNumber(inner) == 1) {
                                apiVersion = type.readString();
                            } else {
                                kind = type.readString();
                            }
                        }
                    }
                    case 2 -> raw = envelope.readByteArray();
                    default -> envelope.skipField(tag);
                }
            }
            return object(apiVersion, kind, raw);
        } catch (IOException e) {
            throw ApiException.badRequest("the protobuf body cannot be read: " + e.getMessage());
        }
    }

    private ObjectNode object(String apiVersion, String kind, byte[] raw) throws IOException {
        if (!table.knows(kind)) {
            throw ApiException.unsupportedMediaType("this server does not read " + apiVersion + " " + kind + " from "
                    + MEDIA_TYPE + "; send application/json");
        }
        ObjectNode object = Json.object().put("apiVersion", apiVersion).put("kind", kind);
        object.setAll(message(kind, raw));
        return object;
    }

    private ObjectNode message(String type, byte[] bytes) throws IOException {
        ObjectNode node = Json.object();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            Field field = table.field(type, WireFormat.getTagFieldNumber(tag));
            if (field == null) {
                in.skipField(tag);
            } else if (field.shape() == Shape.MAP) {
                entry(field, in.readByteArray(), Json.child(node, field.name()));
            } else if (field.shape() == Shape.LIST) {
                node.withArray(field.name()).add(value(field.type(), in));
            } else {
                JsonNode value = value(field.type(), in);
                if (!(value.isTextual() && value.textValue().isEmpty())) {
                    node.set(field.name(), value);
                }
            }
        }
        return node;
    }

    private void entry(Field field, byte[] bytes, ObjectNode map) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        String key = "";
        JsonNode value = TextNode.valueOf("");
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                key = in.readString();
            } else {
                value = value(field.type(), in);
            }
        }
        map.set(key, value);
    }

    private JsonNode value(String type, CodedInputStream in) throws IOException {
        return switch (type) {
            case "string" -> TextNode.valueOf(in.readString());
            case "bytes" -> TextNode.valueOf(Base64.getEncoder().encodeToString(in.readByteArray()));
            case "bool" -> BooleanNode.valueOf(in.readBool());
            case "int" -> LongNode.valueOf(in.readInt64());
            case "Quantity" -> quantity(in.readByteArray());
            case "IntOrString" -> intOrString(in.readByteArray());
            default -> message(type, in.readByteArray());
        };
    }

    private static JsonNode quantity(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        return TextNode.valueOf(in.readTag() == 0 ? "0" : in.readString());
    }

    private static JsonNode intOrString(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        boolean text = false;
        int number = 0;
        String string = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> text = in.readInt64() == 1;
                case 2 -> number = in.readInt32();
                default -> string = in.readString();
            }
        }
        return text ? TextNode.valueOf(string) : IntNode.valueOf(number);
    }
}
