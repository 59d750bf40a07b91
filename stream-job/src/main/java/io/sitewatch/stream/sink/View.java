package io.sitewatch.stream.sink;

import io.sitewatch.stream.batch.Batch;
import java.io.Closeable;

/** Somewhere that batches are written to. A batch written again changes nothing. */
public interface View extends Closeable {
    /** Name for logs and metrics: {@code postgres}, {@code topics}, {@code search}. */
    String name();

    /**
     * Connects, ahead of the first batch.
     *
     * @throws Exception when it cannot be reached now; writing tries again
     */
    void prepare() throws Exception;

    /**
     * Writes the batch, whole.
     *
     * @throws Exception when it could not be written now; trying again is safe
     */
    void write(Batch batch) throws Exception;

    @Override
    void close();
}
