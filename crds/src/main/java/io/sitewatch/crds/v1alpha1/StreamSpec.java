package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Nullable;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** The stream job: from readings to records. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.window) ? self.window : '" + StreamSpec.WINDOW
                + "') == (has(oldSelf.window) ? oldSelf.window : '" + StreamSpec.WINDOW + "')"
                + " || (has(self.replay) && (!has(oldSelf.replay) || self.replay != oldSelf.replay))",
        messageExpression =
                "'window cannot change from ' + oldSelf.window + ' to ' + self.window"
                        + " + ' under a checkpoint that counts in the old one: set stream.replay to a new token in the same change, and the views are rebuilt'",
        fieldPath = ".window")
@ValidationRule(
        value = "(has(self.checkpoint) && has(self.checkpoint.objectStore) ? self.checkpoint.objectStore.url : '')"
                + " == (has(oldSelf.checkpoint) && has(oldSelf.checkpoint.objectStore) ? oldSelf.checkpoint.objectStore.url : '')"
                + " || (has(self.replay) && (!has(oldSelf.replay) || self.replay != oldSelf.replay))",
        message =
                "checkpoint cannot move while the stream counts on it: set stream.replay to a new token in the same change,"
                        + " and the views are rebuilt from the log",
        fieldPath = ".checkpoint")
public class StreamSpec {
    static final String WINDOW = "10s";

    @JsonPropertyDescription("Readings of one instrument within it become one record, such as 10s")
    @Default(WINDOW)
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.DURATION, messageExpression = Rules.DURATION_MESSAGE)
    private String window;

    @JsonPropertyDescription("How much older than its arrival a reading may be, such as 7d; older ones are rejected")
    @Default("7d")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.DURATION, messageExpression = Rules.DURATION_MESSAGE)
    private String lateness;

    @JsonPropertyDescription(
            "Time between the starts of two batches, such as 5s: a reading shows up after about that and a second; a checkpoint in an object store costs a dozen requests each time")
    @Default("1s")
    @Size(min = 1, max = 20)
    @ValidationRule(value = Rules.DURATION, messageExpression = Rules.DURATION_MESSAGE)
    private String trigger;

    @JsonPropertyDescription("Executors of the Spark application")
    @Default("1")
    @Min(1)
    @Max(100)
    private Integer executors;

    @JsonPropertyDescription("Tasks that each executor runs at once")
    @Default("1")
    @Min(1)
    @Max(64)
    private Integer cores;

    @JsonPropertyDescription("Size of the driver")
    @Default("{}")
    private StreamResources driver;

    @JsonPropertyDescription("Size of each executor")
    @Default("{}")
    private StreamResources executor;

    @JsonPropertyDescription("Where the stream keeps how far it has come")
    @Default("{\"volume\": {}}")
    private CheckpointSpec checkpoint;

    @JsonPropertyDescription("A new token rebuilds every view from the log; it may be any word, such as the date")
    @Size(min = 1, max = 63)
    @Pattern(Rules.TOKEN)
    private String replay;

    @JsonPropertyDescription(
            "Further configuration of Spark, for example for an object store; what Sitewatch sets itself cannot be overridden, "
                    + "options of the JVM go into spark.driver.extraJavaOptions and spark.executor.extraJavaOptions")
    @Size(max = 64)
    @Nullable
    private Map<String, @Size(max = 2048) String> sparkConf;

    public String getWindow() {
        return window;
    }

    public void setWindow(String window) {
        this.window = window;
    }

    public String getLateness() {
        return lateness;
    }

    public void setLateness(String lateness) {
        this.lateness = lateness;
    }

    public String getTrigger() {
        return trigger;
    }

    public void setTrigger(String trigger) {
        this.trigger = trigger;
    }

    public Integer getExecutors() {
        return executors;
    }

    public void setExecutors(Integer executors) {
        this.executors = executors;
    }

    public Integer getCores() {
        return cores;
    }

    public void setCores(Integer cores) {
        this.cores = cores;
    }

    public StreamResources getDriver() {
        return driver;
    }

    public void setDriver(StreamResources driver) {
        this.driver = driver;
    }

    public StreamResources getExecutor() {
        return executor;
    }

    public void setExecutor(StreamResources executor) {
        this.executor = executor;
    }

    public CheckpointSpec getCheckpoint() {
        return checkpoint;
    }

    public void setCheckpoint(CheckpointSpec checkpoint) {
        this.checkpoint = checkpoint;
    }

    public String getReplay() {
        return replay;
    }

    public void setReplay(String replay) {
        this.replay = replay;
    }

    public Map<String, String> getSparkConf() {
        return sparkConf;
    }

    public void setSparkConf(Map<String, String> sparkConf) {
        this.sparkConf = sparkConf;
    }
}
