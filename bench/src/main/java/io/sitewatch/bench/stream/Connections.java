package io.sitewatch.bench.stream;

import io.sitewatch.bench.jobs.Settings;
import io.sitewatch.bench.stack.SearchEngine;
import io.sitewatch.bench.stack.Stack;
import io.sitewatch.readings.Env;
import io.sitewatch.readings.SearchTemplates;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Where a contestant finds Kafka, PostgreSQL and, if it writes to one, the search. */
final class Connections {
    static final String ALL_SINKS = "PostgreSQL, topics, Elasticsearch";

    private Connections() {}

    static Map<String, String> environment(Stack stack) {
        Map<String, String> env = new HashMap<>();
        env.put(Env.KAFKA_BOOTSTRAP_SERVERS, stack.broker().bootstrap());
        env.put(Env.POSTGRES_JDBC_URL, stack.database().jdbcUrl());
        env.put(Env.POSTGRES_USERNAME, stack.database().username());
        env.put(Env.POSTGRES_PASSWORD, stack.database().password());
        return env;
    }

    /** With an index whose mapping is the one that our records have. */
    static void addSearch(Stack stack, Map<String, String> env) throws IOException, InterruptedException {
        SearchEngine search = stack.search();
        search.create(
                Settings.INDEX,
                SearchTemplates.index(SearchTemplates.Kind.RECORDS).toString());
        env.put(Env.ELASTICSEARCH_URL, search.url());
    }
}
