package io.sitewatch.stream.sink;

import io.sitewatch.stream.batch.CopyRow;
import io.sitewatch.stream.meaning.ByteWriter;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A binary COPY, fed in large pieces: each piece costs the driver a look at what the server may have to say. */
final class BinaryCopy implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    private final CopyIn copy;
    private final ByteWriter piece = new ByteWriter(PIECE + 1024);

    BinaryCopy(Connection connection, String sql) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        piece.putRaw(CopyRow.HEADER);
    }

    /** Adds a row as {@link CopyRow} makes it. */
    void add(byte[] row) throws SQLException {
        piece.putRaw(row);
        if (piece.length() >= PIECE) {
            send();
        }
    }

    /** All rows are in the table; without it, closing leaves none. */
    void end() throws SQLException {
        piece.putRaw(CopyRow.TRAILER);
        send();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(piece.buffer(), 0, piece.length());
        piece.clear();
    }
}
