package io.sitewatch.kube.http;

import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.rest.ObjectReader.Page;
import io.sitewatch.kube.rest.Written;
import io.sitewatch.kube.store.Stored;

/** The form in which a client wants objects. */
interface Representation {

    Answer one(ResourceType type, Stored stored, ApiRequest request);

    Answer list(ResourceType type, Page page, ApiRequest request);

    Answer written(ResourceType type, Written written, ApiRequest request);

    EventEncoder events(ResourceType type, ApiRequest request);
}
