package io.sitewatch.operator.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Sixty-four bits of a tree, by which two versions of it are told apart; the order of fields says nothing. It is taken of every
 * object at every look, and straight from the tree: writing trees as text for a cryptographic digest was an eighth of all that
 * the operator did.
 */
final class Fingerprint {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Fingerprint() {}

    /** The fingerprint as sixteen hexadecimal digits. */
    static String of(JsonNode tree) {
        return String.format("%016x", bits(tree));
    }

    private static long bits(JsonNode node) {
        long bits = node.getNodeType().ordinal();
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                // A sum, because fields have no order.
                bits += spread(text(field.getKey()) * FNV_PRIME + bits(field.getValue()));
            }
        } else if (node.isArray()) {
            for (JsonNode entry : node) {
                bits = spread(bits * FNV_PRIME + bits(entry));
            }
        } else {
            bits += text(node.asText());
        }
        return spread(bits);
    }

    /** FNV-1a, by characters. */
    private static long text(String text) {
        long hash = FNV_OFFSET;
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * FNV_PRIME;
        }
        return hash;
    }

    /** MurmurHash3's last step: each bit of the input reaches each of the result. */
    private static long spread(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
