package io.sitewatch.bench.stream;

import io.sitewatch.bench.jobs.KafkaStreamsJob;
import io.sitewatch.bench.stack.Child;
import io.sitewatch.bench.stack.Stack;
import io.sitewatch.readings.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;

/** A fresh start for one contestant: empty topics, an empty database, an empty search and a folder of its own. */
final class Track {
    private final Stack stack;
    private final RaceSettings settings;
    private final Contestant contestant;
    private final Path home;

    private Track(Stack stack, RaceSettings settings, Contestant contestant, Path home) {
        this.stack = stack;
        this.settings = settings;
        this.contestant = contestant;
        this.home = home;
    }

    static Track cleared(Stack stack, RaceSettings settings, Contestant contestant) throws Exception {
        Map<String, Integer> partitions = new HashMap<>();
        Topics.all().forEach(topic -> partitions.put(topic, settings.partitions()));
        partitions.put(KafkaStreamsJob.CHANGES, settings.partitions());
        stack.broker().recreate(partitions);
        stack.database().recreate("bench");
        stack.clearSearch();
        try (Connection connection = stack.database().connect()) {
            contestant.createTables(connection);
        }
        return new Track(stack, settings, contestant, stack.folder(contestant.name()));
    }

    Child start() throws Exception {
        return contestant.start(stack, settings, home);
    }

    long progress() {
        try {
            return contestant.progress(stack, home);
        } catch (Exception e) {
            throw new IllegalStateException(contestant.name() + ": no progress to be had", e);
        }
    }

    boolean isThrough(long messages) {
        try {
            return contestant.isThrough(stack, home, messages);
        } catch (Exception e) {
            throw new IllegalStateException(contestant.name() + ": its sinks do not answer", e);
        }
    }

    Contestant contestant() {
        return contestant;
    }

    Stack stack() {
        return stack;
    }

    /** Where the contestant keeps its checkpoint, state and log. */
    Path home() {
        return home;
    }
}
