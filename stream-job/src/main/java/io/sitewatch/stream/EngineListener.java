package io.sitewatch.stream;

import java.util.Arrays;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;

/** Passes on what Spark says of each batch: where its time went, and how much state it keeps. */
final class EngineListener extends StreamingQueryListener {
    private final Progress progress;

    EngineListener(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {
        // The query says so itself.
    }

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        StateOperatorProgress[] state = event.progress().stateOperators();
        progress.engine(
                event.progress().durationMs(),
                Arrays.stream(state)
                        .mapToLong(StateOperatorProgress::memoryUsedBytes)
                        .sum());
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        // The query's end is the program's.
    }
}
