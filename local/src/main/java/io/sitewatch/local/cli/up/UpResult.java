package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.view.Summary;
import java.util.List;

/**
 * How a run ended.
 *
 * @param exitCode one of {@link io.sitewatch.local.cli.Exit}
 * @param summaries of the sites, in the order of the manifests
 */
record UpResult(int exitCode, List<Summary> summaries) {
    UpResult {
        summaries = List.copyOf(summaries);
    }
}
