package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the stream keeps how far it has come. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.volume) != has(self.objectStore)",
        messageExpression =
                "'has ' + (has(self.volume) ? 'both volume and objectStore: remove one of them' : 'neither volume nor objectStore: add one of them, for example volume: {}')")
public class CheckpointSpec {
    @JsonPropertyDescription("A volume in the cluster")
    private CheckpointVolume volume;

    @JsonPropertyDescription("An object store")
    private CheckpointStore objectStore;

    public CheckpointVolume getVolume() {
        return volume;
    }

    public void setVolume(CheckpointVolume volume) {
        this.volume = volume;
    }

    public CheckpointStore getObjectStore() {
        return objectStore;
    }

    public void setObjectStore(CheckpointStore objectStore) {
        this.objectStore = objectStore;
    }
}
