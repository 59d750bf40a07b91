package io.sitewatch.producer;

import io.sitewatch.readings.InstrumentType;
import java.net.URI;

/**
 * One path of the instruments API.
 *
 * @param path below {@code {base}/params/}; the name of this source in metrics, health and logs
 */
record SourcePath(InstrumentType type, String path, URI uri) {}
