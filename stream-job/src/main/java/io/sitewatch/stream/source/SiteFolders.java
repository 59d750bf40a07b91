package io.sitewatch.stream.source;

/** Names below the site's folder beside the checkpoint. */
public final class SiteFolders {
    public static final String RULES = "rules";
    public static final String LOOKS = "looks";
    public static final String BATCHES = "batches";

    private SiteFolders() {}
}
