package io.sitewatch.local.cli.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads one log file: its last lines, and then, each time it is asked, the lines that were added. */
public final class LogTail {
    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long position;

    public LogTail(Path file) {
        this.file = file;
    }

    /** The last lines, at most so many; reading goes on behind them. */
    public List<String> last(int count) throws IOException {
        position = startOfLast(count);
        List<String> lines = new ArrayList<>(more());
        return lines.size() > count ? lines.subList(lines.size() - count, lines.size()) : lines;
    }

    /** The whole lines that were added since. A file that became shorter was begun anew, and is read from its start. */
    public List<String> more() throws IOException {
        List<String> lines = new ArrayList<>();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (channel.size() < position) {
                position = 0;
                unfinished.reset();
            }
            channel.position(position);
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            while (channel.read(buffer.clear()) > 0) {
                buffer.flip();
                position += buffer.remaining();
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next == '\n') {
                        lines.add(unfinished.toString(StandardCharsets.UTF_8));
                        unfinished.reset();
                    } else {
                        unfinished.write(next);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            // Between two runs of its component there is none for a moment.
            position = 0;
        }
        return lines;
    }

    /** Where the last lines begin, or a little before. */
    private long startOfLast(int count) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long start = channel.size();
            int newlines = 0;
            while (start > 0 && newlines <= count) {
                int length = (int) Math.min(CHUNK, start);
                start -= length;
                ByteBuffer buffer = ByteBuffer.allocate(length);
                channel.position(start);
                while (buffer.hasRemaining() && channel.read(buffer) > 0) {
                    // Until the chunk is whole.
                }
                for (byte next : buffer.array()) {
                    newlines += next == '\n' ? 1 : 0;
                }
            }
            return start;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
