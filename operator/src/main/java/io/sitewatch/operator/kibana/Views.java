package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.readings.SearchTemplates.Kind;
import java.util.List;
import java.util.Locale;

/** The data views of a site: which documents there are to look at. */
final class Views {
    private final String site;
    private final String name;

    Views(String site, String name) {
        this.site = site;
        this.name = name;
    }

    String records() {
        return id(Kind.RECORDS);
    }

    String alerts() {
        return id(Kind.ALERTS);
    }

    String instruments() {
        return id(Kind.INSTRUMENTS);
    }

    String progress() {
        return id(Kind.PROGRESS);
    }

    List<ContentItem> items() {
        return List.of(
                item(Kind.RECORDS, "records", true),
                item(Kind.ALERTS, "alerts", true),
                // An instrument that is silent since last week is to be seen today.
                item(Kind.INSTRUMENTS, "instruments as they stand", false),
                item(Kind.PROGRESS, "progress of the stream", true));
    }

    private ContentItem item(Kind kind, String what, boolean hasTime) {
        String title = name + ": " + what;
        ObjectNode body = Vis.object().put("override", true);
        ObjectNode view = body.putObject("data_view")
                .put("id", id(kind))
                .put("title", kind.indices(site))
                .put("name", title)
                .put("allowNoIndex", true);
        if (hasTime) {
            view.put("timeFieldName", Vis.TIME);
        }
        return new ContentItem(ContentItem.Kind.DATA_VIEW, id(kind), title, body);
    }

    private String id(Kind kind) {
        return site + "-" + kind.name().toLowerCase(Locale.ROOT);
    }
}
