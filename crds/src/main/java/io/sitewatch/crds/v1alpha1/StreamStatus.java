package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How far the stream has come. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class StreamStatus {
    @JsonPropertyDescription("What the stream does: Running, Starting, Stopped, Failed, …")
    private String state;

    @JsonPropertyDescription("The replay token that the running stream was started with")
    private String replay;

    @JsonPropertyDescription("Identity of the checkpoint")
    private String queryId;

    @JsonPropertyDescription("The last batch")
    private Long batchId;

    @JsonPropertyDescription("When it ended")
    private String lastBatchTime;

    @JsonPropertyDescription("Readings per second in it")
    private Double rowsPerSecond;

    @JsonPropertyDescription("Readings in the log that no batch has taken yet")
    private Long lag;

    @JsonPropertyDescription("Readings so far: always averaged + duplicate + rejected")
    private Long received;

    @JsonPropertyDescription("Readings that went into a record")
    private Long averaged;

    @JsonPropertyDescription("Readings that were there already")
    private Long duplicate;

    @JsonPropertyDescription("Readings that could not be used")
    private Long rejected;

    public String getState() {
        return state;
    }

    public void setState(String state) {
        this.state = state;
    }

    public String getReplay() {
        return replay;
    }

    public void setReplay(String replay) {
        this.replay = replay;
    }

    public String getQueryId() {
        return queryId;
    }

    public void setQueryId(String queryId) {
        this.queryId = queryId;
    }

    public Long getBatchId() {
        return batchId;
    }

    public void setBatchId(Long batchId) {
        this.batchId = batchId;
    }

    public String getLastBatchTime() {
        return lastBatchTime;
    }

    public void setLastBatchTime(String lastBatchTime) {
        this.lastBatchTime = lastBatchTime;
    }

    public Double getRowsPerSecond() {
        return rowsPerSecond;
    }

    public void setRowsPerSecond(Double rowsPerSecond) {
        this.rowsPerSecond = rowsPerSecond;
    }

    public Long getLag() {
        return lag;
    }

    public void setLag(Long lag) {
        this.lag = lag;
    }

    public Long getReceived() {
        return received;
    }

    public void setReceived(Long received) {
        this.received = received;
    }

    public Long getAveraged() {
        return averaged;
    }

    public void setAveraged(Long averaged) {
        this.averaged = averaged;
    }

    public Long getDuplicate() {
        return duplicate;
    }

    public void setDuplicate(Long duplicate) {
        this.duplicate = duplicate;
    }

    public Long getRejected() {
        return rejected;
    }

    public void setRejected(Long rejected) {
        this.rejected = rejected;
    }
}
