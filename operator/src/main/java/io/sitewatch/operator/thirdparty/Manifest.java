package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sitewatch.operator.live.ObjectKind;

/** An object of another operator's API, with the fields of its spec that a site sets. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"apiVersion", "kind", "metadata", "spec"})
public final class Manifest<S> implements HasMetadata {
    private final String kind;
    private final S spec;
    private String apiVersion;
    private ObjectMeta metadata;

    public Manifest(ObjectKind kind, ObjectMeta metadata, S spec) {
        this.apiVersion = kind.apiVersion();
        this.kind = kind.kind();
        this.metadata = metadata;
        this.spec = spec;
    }

    public S getSpec() {
        return spec;
    }

    @Override
    public String getKind() {
        return kind;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String version) {
        this.apiVersion = version;
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }
}
