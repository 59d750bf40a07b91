package io.sitewatch.stream.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.stream.meaning.RuleSet;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions of the site's rules beside the checkpoint, one file each. A message is judged by the version that was in
 * force when it arrived in Kafka, so a batch that runs again, or a replay, judges the same. Executors read them here; one object
 * serves all the tasks of a process.
 */
public final class RulesLog implements Serializable {
    private static final String SUFFIX = ".json";

    private final CheckpointFolder folder;
    private final transient Map<Integer, Loaded> loaded = new ConcurrentHashMap<>();

    public RulesLog(CheckpointFolder folder) {
        this.folder = folder;
    }

    /**
     * One version.
     *
     * @param activeFrom messages that arrived then or later are judged by it, milliseconds since 1970
     * @param rules {@link SiteRules} as JSON
     */
    public record Version(int version, long activeFrom, String rules) {}

    private record Loaded(long activeFrom, RuleSet rules) {}

    /** Reads the form that ConfigMaps have. */
    public static SiteRules parse(String json) throws JsonProcessingException {
        return mapper().readValue(json, SiteRules.class);
    }

    /** Adds the version; once there it stays as it is. */
    public void add(Version version) {
        if (!folder.exists(version.version() + SUFFIX)) {
            try {
                folder.write(version.version() + SUFFIX, mapper().writeValueAsBytes(version));
            } catch (JsonProcessingException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** The newest version at or after that one. */
    public int newest(int known) {
        int version = known;
        while (folder.exists(version + 1 + SUFFIX)) {
            version++;
        }
        return version;
    }

    /** The version in force for a message that arrived then, of those up to the newest given. */
    public int versionAt(long arrival, int newest) {
        int version = newest;
        while (version > 0 && load(version).activeFrom > arrival) {
            version--;
        }
        return version;
    }

    public RuleSet rules(int version) {
        return load(version).rules;
    }

    private Loaded load(int version) {
        Loaded known = loaded.get(version);
        return known != null ? known : loaded.computeIfAbsent(version, this::read);
    }

    /** What was loaded does not travel. */
    private Object readResolve() {
        return new RulesLog(folder);
    }

    private Loaded read(int version) {
        byte[] bytes = folder.read(version + SUFFIX)
                .orElseThrow(() -> new IllegalStateException(
                        "version " + version + " of the rules is missing in " + folder.location()));
        try {
            Version read = mapper().readValue(bytes, Version.class);
            return new Loaded(read.activeFrom(), new RuleSet(parse(read.rules())));
        } catch (IOException failure) {
            throw new UncheckedIOException("version " + version + " of the rules cannot be read", failure);
        }
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }
}
