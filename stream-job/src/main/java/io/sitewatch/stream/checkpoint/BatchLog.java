package io.sitewatch.stream.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The rows of batches that the engine counts as done and the views may not have yet, one file each. */
public final class BatchLog {
    private static final String SUFFIX = ".batch";
    private static final int FORMAT = 1;

    private final CheckpointFolder folder;

    public BatchLog(CheckpointFolder folder) {
        this.folder = folder;
    }

    /** Keeps the batch. Returns when it is there whole. */
    public void keep(long id, List<byte[]> rows) {
        folder.write(id + SUFFIX, out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeByte(FORMAT);
            data.writeInt(rows.size());
            for (byte[] row : rows) {
                data.writeInt(row.length);
                data.write(row);
            }
            data.flush();
        });
    }

    /** The newest batch that is kept, if there is one. */
    public OptionalLong newest() {
        long newest = folder.highestNumber(SUFFIX);
        return newest < 0 ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    /**
     * The rows of a batch that is kept.
     *
     * @throws IncompatibleCheckpointException when another version of this program kept them in another form
     */
    public List<byte[]> rows(long id) {
        byte[] kept = folder.read(id + SUFFIX)
                .orElseThrow(() -> new IllegalStateException("batch " + id + " is missing in " + folder.location()));
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(kept))) {
            int format = data.readByte();
            if (format != FORMAT) {
                throw new IncompatibleCheckpointException("batch " + id + " in " + folder.location() + " has format "
                        + format + ", this program reads " + FORMAT
                        + ". Let the version that wrote it end in its own time first, or set spec.stream.replay to a word"
                        + " not used before: the views are then rebuilt from the log");
            }
            int size = data.readInt();
            List<byte[]> rows = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                rows.add(data.readNBytes(data.readInt()));
            }
            return rows;
        } catch (IOException failure) {
            throw new UncheckedIOException("batch " + id + " in " + folder.location() + " cannot be read", failure);
        }
    }

    /** The views have it. */
    public void forget(long id) {
        folder.delete(id + SUFFIX);
    }

    /** The views have all, and what a crash left half written is nobody's. */
    public void clear() {
        folder.clear();
    }
}
