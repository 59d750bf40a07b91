package io.sitewatch.bench.stream;

import io.sitewatch.bench.stack.Stack;
import io.sitewatch.readings.Env;
import java.util.HashMap;
import java.util.Map;

/** Where a contestant finds Kafka and PostgreSQL. */
final class Connections {
    private Connections() {}

    static Map<String, String> environment(Stack stack) {
        Map<String, String> env = new HashMap<>();
        env.put(Env.KAFKA_BOOTSTRAP_SERVERS, stack.broker().bootstrap());
        env.put(Env.POSTGRES_JDBC_URL, stack.database().jdbcUrl());
        env.put(Env.POSTGRES_USERNAME, stack.database().username());
        env.put(Env.POSTGRES_PASSWORD, stack.database().password());
        return env;
    }
}
