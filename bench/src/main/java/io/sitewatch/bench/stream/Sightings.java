package io.sitewatch.bench.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.bench.stack.SearchEngine;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Looks into one view, again and again, for probes that were sent and not seen yet. */
final class Sightings {
    private static final long PAUSE_NANOS = 10_000_000;

    private final Look look;
    private final Map<String, Long> pending = new ConcurrentHashMap<>();
    private final List<Long> delays = new ArrayList<>();

    private Sightings(Look look) {
        this.look = look;
    }

    /** On that connection, which stays the caller's. */
    static Sightings inPostgres(Connection connection) {
        return new Sightings(names -> inPostgres(connection, names));
    }

    static Sightings inElasticsearch(SearchEngine search) {
        return new Sightings(names -> inElasticsearch(search, names));
    }

    /** A probe is on its way. */
    void expect(String name, long sentMillis) {
        pending.put(name, sentMillis);
    }

    /** Looks once; to be called from one thread. */
    void lookOnce() throws Exception {
        if (!pending.isEmpty()) {
            List<String> names = List.copyOf(pending.keySet());
            Collection<String> seen = look.seen(names);
            long now = System.currentTimeMillis();
            for (String name : seen) {
                Long sent = pending.remove(name);
                if (sent != null) {
                    delays.add(now - sent);
                }
            }
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    boolean allSeen() {
        return pending.isEmpty();
    }

    /** Milliseconds from being sent to being seen, one a probe. */
    List<Long> delays() {
        return delays;
    }

    private static Collection<String> inPostgres(Connection connection, List<String> names) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT borehole_number FROM record WHERE instrument = ? AND borehole_number = ANY (?)")) {
            Array wanted = connection.createArrayOf("text", names.toArray());
            query.setString(1, LiveLoad.PROBE_TYPE.label());
            query.setArray(2, wanted);
            List<String> seen = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    seen.add(rows.getString(1));
                }
            }
            return seen;
        }
    }

    private static Collection<String> inElasticsearch(SearchEngine search, List<String> names) throws Exception {
        String wanted = names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        JsonNode answer = search.search("""
                {"size": 10000, "_source": ["borehole_number"], "query": {"terms": {"borehole_number": [%s]}}}""".formatted(wanted));
        List<String> seen = new ArrayList<>();
        answer.path("hits")
                .path("hits")
                .forEach(hit ->
                        seen.add(hit.path("_source").path("borehole_number").asText()));
        return seen;
    }

    @FunctionalInterface
    private interface Look {
        Collection<String> seen(List<String> names) throws Exception;
    }
}
