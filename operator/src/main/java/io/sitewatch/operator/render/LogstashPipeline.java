package io.sitewatch.operator.render;

import io.sitewatch.operator.model.KafkaModel;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.Env;
import io.sitewatch.readings.SearchIndices;
import io.sitewatch.readings.Topics;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pipeline of Logstash. Documents get the ids and the external versions that the stream itself would give them, so that
 * a site may change between the two without doubling a record.
 */
final class LogstashPipeline {

    String of(SiteModel site, SearchModel search) {
        return """
                input {
                  kafka {
                    bootstrap_servers => "${%s}"
                    topics => [%s]
                    group_id => "%s-logstash"
                    client_id => "%s-logstash"
                    auto_offset_reset => "earliest"
                    codec => "json"
                    isolation_level => "read_committed"
                    decorate_events => "extended"
                    security_protocol => "${%s}"
                %s  }
                }
                filter {
                  if [@metadata][kafka][topic] == "%s" {
                    date {
                      match => ["at", "ISO8601"]
                      target => "@timestamp"
                    }
                  } else {
                    date {
                      match => ["window_start", "ISO8601"]
                      target => "@timestamp"
                    }
                    if ![@metadata][kafka][headers][%s] {
                      mutate {
                        add_field => { "[@metadata][kafka][headers][%s]" => "%%{revision}" }
                      }
                    }
                  }
                  mutate {
                    add_field => { "[@metadata][month]" => "%%{+yyyy.MM}" }
                    remove_field => ["@version", "event"]
                  }
                }
                output {
                  if [@metadata][kafka][topic] == "%s" {
                    elasticsearch {
                %s      index => "%s"
                      document_id => "%%{instrument}/%%{borehole_number}/%%{at}/%%{kind}/%%{act}/%%{revision}/%%{to_level}"
                      action => "create"
                      manage_template => false
                      ilm_enabled => false
                      data_stream => false
                    }
                  } else {
                    elasticsearch {
                %s      index => "%s%%{[@metadata][month]}"
                      document_id => "%%{instrument}/%%{borehole_number}/%%{window_start}"
                      action => "index"
                      version => "%%{[@metadata][kafka][headers][%s]}"
                      version_type => "external"
                      manage_template => false
                      ilm_enabled => false
                      data_stream => false
                    }
                  }
                }
                """.formatted(
                        Env.KAFKA_BOOTSTRAP_SERVERS,
                        Stream.concat(Topics.records().stream(), Stream.of(Topics.ALERTS))
                                .map(topic -> "\"" + topic + "\"")
                                .collect(Collectors.joining(", ")),
                        site.names().site(),
                        site.names().site(),
                        Env.KAFKA_SECURITY_PROTOCOL,
                        security(site.kafka()),
                        Topics.ALERTS,
                        Topics.VERSION_HEADER,
                        Topics.VERSION_HEADER,
                        Topics.ALERTS,
                        target(search),
                        SearchIndices.alerts(site.names().site()),
                        target(search),
                        SearchIndices.recordsPrefix(site.names().site()),
                        Topics.VERSION_HEADER);
    }

    private static String target(SearchModel search) {
        String authority = search.caSecret().isPresent()
                ? "      ssl_certificate_authorities => [\"${" + Env.ELASTICSEARCH_CA_FILE + "}\"]\n"
                : "";
        return """
                      hosts => ["${%s}"]
                      user => "${%s}"
                      password => "${%s}"
                """.formatted(Env.ELASTICSEARCH_URL, Env.ELASTICSEARCH_USERNAME, Env.ELASTICSEARCH_PASSWORD) + authority;
    }

    private static String security(KafkaModel kafka) {
        StringBuilder settings = new StringBuilder();
        kafka.mechanism().ifPresent(mechanism -> settings.append("    sasl_mechanism => \"${")
                .append(Env.KAFKA_SASL_MECHANISM)
                .append("}\"\n    sasl_jaas_config => \"")
                .append(
                        mechanism.startsWith("SCRAM")
                                ? "org.apache.kafka.common.security.scram.ScramLoginModule"
                                : "org.apache.kafka.common.security.plain.PlainLoginModule")
                .append(" required username='${")
                .append(Env.KAFKA_USERNAME)
                .append("}' password='${")
                .append(Env.KAFKA_PASSWORD)
                .append("}';\"\n"));
        kafka.caSecret().ifPresent(secret -> settings.append("    ssl_truststore_type => \"PEM\"\n")
                .append("    ssl_truststore_location => \"${")
                .append(Env.KAFKA_CA_FILE)
                .append("}\"\n"));
        return settings.toString();
    }
}
