package io.sitewatch.kube.store;

import java.util.List;

/** The objects of a collection as they were at one revision, by namespace and name. */
public record Snapshot(List<Stored> objects, long revision) {}
