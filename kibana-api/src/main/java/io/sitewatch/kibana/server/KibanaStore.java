package io.sitewatch.kibana.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The saved objects, by space, type and id; kept in a file when one is given. */
final class KibanaStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final Optional<Path> file;

    KibanaStore(Optional<Path> file) throws IOException {
        this.file = file;
        if (file.isPresent() && Files.exists(file.get())) {
            JSON.readTree(file.get().toFile())
                    .properties()
                    .forEach(entry -> objects.put(entry.getKey(), (ObjectNode) entry.getValue()));
        }
    }

    synchronized Optional<ObjectNode> find(String space, String type, String id) {
        return Optional.ofNullable(objects.get(key(space, type, id))).map(ObjectNode::deepCopy);
    }

    /** All of a type in a space, by id. */
    synchronized Map<String, ObjectNode> all(String space, String type) {
        String prefix = key(space, type, "");
        Map<String, ObjectNode> found = new TreeMap<>();
        objects.forEach((key, object) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), object.deepCopy());
            }
        });
        return found;
    }

    synchronized void put(String space, String type, String id, ObjectNode object) throws IOException {
        objects.put(key(space, type, id), object.deepCopy());
        save();
    }

    synchronized boolean delete(String space, String type, String id) throws IOException {
        boolean wasThere = objects.remove(key(space, type, id)) != null;
        save();
        return wasThere;
    }

    /** Everything that is in a space. */
    synchronized void empty(String space) throws IOException {
        objects.keySet().removeIf(key -> key.startsWith(space + "/"));
        save();
    }

    synchronized void clear() throws IOException {
        objects.clear();
        save();
    }

    private void save() throws IOException {
        if (file.isPresent()) {
            Path draft = file.get().resolveSibling(file.get().getFileName() + ".draft");
            JSON.writeValue(draft.toFile(), objects);
            Files.move(draft, file.get(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String key(String space, String type, String id) {
        return space + "/" + type + "/" + id;
    }
}
