package io.sitewatch.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The real components that the contestants of one run share: a Kafka broker, a PostgreSQL and an Elasticsearch, started
 * once, each on ports that were free, all below one folder that goes with them. Elasticsearch, the slowest, only when somebody
 * asks for it.
 */
public final class Stack implements AutoCloseable {
    /** How long a component may take to start: a busy machine is no failure. */
    static final Duration START = Duration.ofMinutes(5);

    private static final String ELASTICSEARCH_VERSION = "8.19.21";
    private static final String BROKER_HEAP = "512m";
    private static final String ELASTICSEARCH_HEAP = "768m";

    private final Path folder;
    private final House house;
    private final Broker broker;
    private final Database database;
    private SearchEngine search;

    private Stack(Path folder, House house, Broker broker, Database database) {
        this.folder = folder;
        this.house = house;
        this.broker = broker;
        this.database = database;
    }

    /** Starts all three in a new temporary folder. */
    public static Stack start(House house) throws IOException, InterruptedException {
        Path folder = Folders.temporary("sitewatch-bench-");
        // Elasticsearch runs as somebody else, and must come through.
        folder.toFile().setExecutable(true, false);
        folder.toFile().setReadable(true, false);
        Broker broker = Broker.start(folder.resolve("kafka"), BROKER_HEAP);
        try {
            return new Stack(folder, house, broker, Database.start(folder.resolve("postgres")));
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** A new folder for something of this run. */
    public Path folder(String name) throws IOException {
        return Files.createTempDirectory(folder, name + "-");
    }

    public House house() {
        return house;
    }

    public Broker broker() {
        return broker;
    }

    public Database database() {
        return database;
    }

    /** Starts it the first time. */
    public SearchEngine search() throws IOException, InterruptedException {
        if (search == null) {
            search = SearchEngine.start(
                    folder.resolve("search"), house.elasticsearchZip(ELASTICSEARCH_VERSION), ELASTICSEARCH_HEAP);
        }
        return search;
    }

    /** CPU seconds that the components have taken so far; of a search that nobody asked for, none. */
    public ComponentCpu cpu() throws IOException {
        return new ComponentCpu(
                seconds(broker.child().usage().cpu()),
                seconds(database.cpu()),
                search == null ? 0 : seconds(search.child().usage().cpu()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    /** Empties what is there of the search. */
    public void clearSearch() throws IOException, InterruptedException {
        if (search != null) {
            search.clear();
        }
    }

    @Override
    public void close() throws IOException {
        if (search != null) {
            search.close();
        }
        database.close();
        broker.close();
        Folders.delete(folder);
    }
}
