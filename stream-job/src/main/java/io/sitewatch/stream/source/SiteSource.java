package io.sitewatch.stream.source;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The input of a site as one Spark source: Spark's own Kafka source, parsed and cleaned where it is read, and with it the
 * clock and the version of the rules that the batch goes by.
 *
 * <p>Rows are {@code key}, what the state is kept by, and {@code body}, entries led by their {@link RowKind}.
 */
public final class SiteSource implements TableProvider, DataSourceRegister {
    /** Name in {@code readStream().format(…)}. */
    public static final String NAME = "sitewatch";
    /** Option: folder beside the checkpoint with rules and looks. */
    public static final String FOLDER = "sitewatch.folder";
    /** Option: the site's lateness, milliseconds. */
    public static final String LATENESS = "sitewatch.lateness";

    /** Option: about how many readings a batch may have; bounds the memory of the driver. */
    public static final String MOST_READINGS = "sitewatch.mostReadings";

    static final StructType SCHEMA =
            new StructType().add("key", DataTypes.StringType, false).add("body", DataTypes.BinaryType, false);

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return SCHEMA;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new SiteTable();
    }

    private static final class SiteTable implements SupportsRead {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        @SuppressWarnings("deprecation")
        public StructType schema() {
            return SCHEMA;
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.MICRO_BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return () -> new SiteScan(options);
        }
    }

    private record SiteScan(CaseInsensitiveStringMap options) implements Scan {
        @Override
        public StructType readSchema() {
            return SCHEMA;
        }

        @Override
        public String description() {
            return NAME;
        }

        @Override
        public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
            return SiteStream.open(options, checkpointLocation);
        }
    }
}
