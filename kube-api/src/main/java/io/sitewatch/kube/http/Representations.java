package io.sitewatch.kube.http;

import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.table.Tables;
import java.util.Locale;

/** Chooses the form of an answer by the {@code Accept} header: the first one that this server has. */
final class Representations {
    private final Representation objects = ObjectRepresentation.whole();
    private final Representation metadata = ObjectRepresentation.metadata();
    private final Representation tables;

    Representations(Tables tables) {
        this.tables = new TableRepresentation(tables);
    }

    Representation of(String accept) {
        if (accept.isBlank()) {
            return objects;
        }
        for (String part : accept.split(",")) {
            String type = part.trim().toLowerCase(Locale.ROOT);
            boolean json =
                    type.startsWith("application/json") || type.startsWith("*/*") || type.startsWith("application/*");
            if (json && type.contains("as=table")) {
                return tables;
            }
            if (json && type.contains("as=partialobjectmetadata")) {
                return metadata;
            }
            if (json) {
                return objects;
            }
        }
        if (accept.contains("yaml")) {
            return objects;
        }
        throw ApiException.notAcceptable(
                "only the following media types are accepted: application/json, application/json;as=Table;g=meta.k8s.io;v=v1");
    }
}
