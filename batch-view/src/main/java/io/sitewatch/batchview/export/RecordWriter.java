package io.sitewatch.batchview.export;

import io.sitewatch.batchview.store.Records.Row;
import java.io.Closeable;

/** Writes records in one format, in the order that they come. */
interface RecordWriter extends Closeable {
    void write(Row row);
}
