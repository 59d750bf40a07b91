package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who writes records into Elasticsearch. */
public enum SearchIngest {
    /** The stream job. */
    @JsonProperty("Stream")
    STREAM,
    /** A Logstash that reads the topics of records. */
    @JsonProperty("Logstash")
    LOGSTASH
}
