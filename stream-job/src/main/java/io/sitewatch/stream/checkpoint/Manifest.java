package io.sitewatch.stream.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a checkpoint was made for. A checkpoint of another meaning cannot be gone on from.
 *
 * @param format of the state; this program writes {@link #FORMAT}
 * @param queryId of the run, a new one for each new checkpoint
 * @param windowMillis length of the windows
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(int format, String queryId, String site, long windowMillis) {
    public static final int FORMAT = 1;
    private static final String FILE = "manifest.json";

    /**
     * The manifest of the checkpoint in this folder, made when there is none.
     *
     * @throws IncompatibleCheckpointException saying what differs and what to do
     */
    public static Manifest enter(CheckpointFolder folder, String site, long windowMillis) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            Optional<byte[]> written = folder.read(FILE);
            if (written.isEmpty()) {
                Manifest fresh = new Manifest(FORMAT, UUID.randomUUID().toString(), site, windowMillis);
                folder.write(FILE, mapper.writeValueAsBytes(fresh));
                return fresh;
            }
            Manifest known = mapper.readValue(written.get(), Manifest.class);
            known.check(folder, site, windowMillis);
            return known;
        } catch (IOException failure) {
            throw new UncheckedIOException("the manifest in " + folder.location() + " cannot be read", failure);
        }
    }

    private void check(CheckpointFolder folder, String wantedSite, long wantedWindow) {
        if (format != FORMAT) {
            throw refusal(folder, "format " + format, "format " + FORMAT);
        }
        if (!site.equals(wantedSite)) {
            throw refusal(folder, "the site " + site, "the site " + wantedSite);
        }
        if (windowMillis != wantedWindow) {
            throw refusal(folder, "windows of " + windowMillis + " ms", "windows of " + wantedWindow + " ms");
        }
    }

    private static IncompatibleCheckpointException refusal(CheckpointFolder folder, String has, String wanted) {
        return new IncompatibleCheckpointException("the checkpoint in " + folder.location() + " is for " + has
                + ", the site now wants " + wanted
                + ". Set spec.stream.replay to a word not used before: the views are "
                + "then rebuilt from the log, with a checkpoint of their own");
    }
}
