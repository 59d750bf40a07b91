package io.sitewatch.batchview.export;

import io.sitewatch.batchview.store.Records.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Records as Parquet, written to the answer as they come. Times are UTC with microseconds. Row groups are small, so that
 * an export of any length needs a few megabytes of heap.
 */
final class ParquetRecords implements RecordWriter {
    private static final long ROW_GROUP_BYTES = 4L * 1024 * 1024;
    private static final int PAGE_BYTES = 256 * 1024;
    private static final int DICTIONARY_BYTES = 256 * 1024;

    private static final MessageType SCHEMA = Types.buildMessage()
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("instrument")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("borehole_number")
            .required(PrimitiveTypeName.INT64)
            .as(time())
            .named("window_start")
            .required(PrimitiveTypeName.INT64)
            .as(time())
            .named("window_end")
            .required(PrimitiveTypeName.INT64)
            .as(time())
            .named("ts")
            .required(PrimitiveTypeName.DOUBLE)
            .named("reading")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("units")
            .required(PrimitiveTypeName.INT64)
            .named("samples")
            .required(PrimitiveTypeName.DOUBLE)
            .named("reading_min")
            .required(PrimitiveTypeName.DOUBLE)
            .named("reading_max")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("level")
            .optional(PrimitiveTypeName.DOUBLE)
            .named("surface_level")
            .optional(PrimitiveTypeName.DOUBLE)
            .named("northing")
            .optional(PrimitiveTypeName.DOUBLE)
            .named("easting")
            .required(PrimitiveTypeName.INT64)
            .named("revision")
            .required(PrimitiveTypeName.BOOLEAN)
            .named("late")
            .named("record");

    private final SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
    private final ParquetWriter<Group> writer;

    ParquetRecords(OutputStream out, Map<String, String> about) throws IOException {
        writer = ExampleParquetWriter.builder(new Answer(out))
                .withType(SCHEMA)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(DICTIONARY_BYTES)
                .withExtraMetaData(about)
                .build();
    }

    private static LogicalTypeAnnotation time() {
        return LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS);
    }

    @Override
    public void write(Row row) {
        Group group = groups.newGroup()
                .append("instrument", row.instrument())
                .append("borehole_number", row.boreholeNumber())
                .append("window_start", micros(row.windowStart()))
                .append("window_end", micros(row.windowEnd()))
                .append("ts", micros(row.ts()))
                .append("reading", row.reading())
                .append("units", row.units())
                .append("samples", row.samples())
                .append("reading_min", row.readingMin())
                .append("reading_max", row.readingMax())
                .append("level", row.level())
                .append("revision", row.revision())
                .append("late", row.late());
        optional(group, "surface_level", row.surfaceLevel());
        optional(group, "northing", row.northing());
        optional(group, "easting", row.easting());
        try {
            writer.write(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void optional(Group group, String field, Double value) {
        if (value != null) {
            group.append(field, value);
        }
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Parquet wants to know where it is; an answer only ever goes forward. */
    private record Answer(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new Counted(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counted extends PositionOutputStream {
        private final OutputStream out;
        private long written;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return written;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
