package io.sitewatch.kube.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.builtin.EventConversion;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.store.Stored;
import java.nio.charset.StandardCharsets;

/** Stored objects as they look in the version that a client asks for. */
public final class Presentation {
    private static final String EVENTS_GROUP = "events.k8s.io";

    private Presentation() {}

    public static byte[] json(ResourceType type, Stored stored) {
        return isIn(type, stored) ? stored.json() : Json.write(tree(type, stored));
    }

    public static ObjectNode tree(ResourceType type, Stored stored) {
        return inVersion(type, stored.tree());
    }

    /** Versions of one resource differ in nothing but their name here, except for events, which have two groups. */
    static ObjectNode inVersion(ResourceType type, ObjectNode object) {
        if (type.storage().equals(BuiltInTypes.EVENTS)) {
            return EventConversion.to(type.group().equals(EVENTS_GROUP), object);
        }
        if (!Json.text(object, "apiVersion").equals(type.apiVersion())) {
            object.put("apiVersion", type.apiVersion());
        }
        return object;
    }

    /** The form in which an object is kept, whatever version it was sent in. */
    static ObjectNode toStorage(ResourceType type, ObjectNode object) {
        return type.storage().equals(BuiltInTypes.EVENTS) ? EventConversion.to(false, object) : object;
    }

    private static boolean isIn(ResourceType type, Stored stored) {
        byte[] marker = ("\"apiVersion\":\"" + type.apiVersion() + "\"").getBytes(StandardCharsets.UTF_8);
        return startsWith(stored.json(), marker);
    }

    /** Objects are stored with apiVersion and kind first, see {@link ObjectWriter}. */
    private static boolean startsWith(byte[] json, byte[] marker) {
        if (json.length <= marker.length) {
            return false;
        }
        for (int i = 0; i < marker.length; i++) {
            if (json[i + 1] != marker[i]) {
                return false;
            }
        }
        return true;
    }
}
