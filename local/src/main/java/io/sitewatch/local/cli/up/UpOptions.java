package io.sitewatch.local.cli.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code up} was asked to do.
 *
 * @param home root of the repository
 * @param state folder of everything that survives a stop
 * @param files manifests
 * @param fresh whether to forget what an earlier run left
 * @param until ends when every site got there
 * @param lasting ends so long after all sites were Ready
 * @param timeout how long the sites may take to be Ready
 */
public record UpOptions(
        Path home,
        Path state,
        List<Path> files,
        boolean fresh,
        Optional<Goal> until,
        Optional<Duration> lasting,
        Duration timeout) {

    public UpOptions {
        files = List.copyOf(files);
    }

    /** Whether it ends by itself, so that stdout is for the summary. */
    public boolean endsByItself() {
        return until.isPresent() || lasting.isPresent();
    }
}
