package io.sitewatch.local.cli.manifest;

import java.util.List;

/**
 * What came out of manifest files.
 *
 * @param manifests in the order of the files, and in the order of each file
 * @param problems that kept a file or a document from being read
 */
public record ManifestReading(List<Manifest> manifests, List<ManifestProblem> problems) {

    public ManifestReading {
        manifests = List.copyOf(manifests);
        problems = List.copyOf(problems);
    }
}
