package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sitewatch.operator.model.SiteModel;
import java.util.List;

/** One part of a site, in the objects that it takes. */
public interface Dependent {

    /**
     * The objects that should be: none if the site does not want the part. A pure function, so that what would be can be
     * shown without doing it.
     */
    List<HasMetadata> desired(SiteModel site);
}
