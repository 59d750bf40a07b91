package io.sitewatch.stream.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which instruments the clock asks to look at, numbered from 0: input of the stream as much as Kafka's messages are. */
public final class LookLog {
    private static final String SUFFIX = ".looks";

    private final CheckpointFolder folder;

    public LookLog(CheckpointFolder folder) {
        this.folder = folder;
    }

    public void write(long number, List<String> instruments) {
        folder.write(number + SUFFIX, String.join("\n", instruments).getBytes(StandardCharsets.UTF_8));
    }

    public List<String> read(long number) {
        return folder.read(number + SUFFIX)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElseThrow(() -> new IllegalStateException("look " + number + " is missing in " + folder.location()));
    }

    /** The newest number at or after that one. */
    public long newest(long known) {
        long number = known;
        while (folder.exists(number + 1 + SUFFIX)) {
            number++;
        }
        return number;
    }

    /** The newest number, without a hint; -1 when there is none. */
    public long newest() {
        return folder.highestNumber(SUFFIX);
    }

    public void delete(long number) {
        folder.delete(number + SUFFIX);
    }
}
