package io.sitewatch.kube.http;

import io.sitewatch.kube.store.Stored;

/** The object of a watch event in the form that the client asked for. Holds state of one stream: not shared. */
@FunctionalInterface
interface EventEncoder {
    byte[] encode(Stored stored);
}
