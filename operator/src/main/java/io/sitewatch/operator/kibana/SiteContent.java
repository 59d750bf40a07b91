package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.operator.model.SiteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that a site has in Kibana, in the order in which it is put there. Pure. */
public final class SiteContent {
    private SiteContent() {}

    /**
     * The content.
     *
     * @param connector that rules notify; empty: nobody is notified
     */
    public static List<ContentItem> of(SiteModel site, Optional<Connector> connector) {
        Views views = new Views(site.names().site(), site.displayName());
        List<ContentItem> items = new ArrayList<>();
        items.add(space(site));
        items.addAll(views.items());
        items.addAll(new Dashboards(site, views).items());
        items.addAll(new AlertingRules(site, connector).items());
        return items;
    }

    private static ContentItem space(SiteModel site) {
        ObjectNode body = Vis.object()
                .put("id", site.names().space())
                .put("name", site.displayName())
                .put("description", "The readings of " + site.displayName() + ", as they come in.");
        return new ContentItem(ContentItem.Kind.SPACE, site.names().space(), site.displayName(), body);
    }
}
