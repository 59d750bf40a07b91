package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A volume for the checkpoint. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!isQuantity(has(self.storage) ? self.storage : '5Gi')"
                + " || !isQuantity(has(oldSelf.storage) ? oldSelf.storage : '5Gi')"
                + " || quantity(has(self.storage) ? self.storage : '5Gi')"
                + ".compareTo(quantity(has(oldSelf.storage) ? oldSelf.storage : '5Gi')) >= 0",
        messageExpression = "'storage cannot shrink to ' + (has(self.storage) ? self.storage : '5Gi')"
                + " + ': a volume only grows; write ' + (has(oldSelf.storage) ? oldSelf.storage : '5Gi') + ' or more'")
@ValidationRule(
        value = "(has(self.accessMode) ? self.accessMode : 'ReadWriteOnce')"
                + " == (has(oldSelf.accessMode) ? oldSelf.accessMode : 'ReadWriteOnce')",
        message =
                "accessMode of a volume cannot change: write the one that it was made with, ReadWriteOnce if none was written",
        fieldPath = ".accessMode")
public class CheckpointVolume {
    @JsonPropertyDescription("Its size")
    @Default("5Gi")
    @Size(max = 20)
    @ValidationRule(value = Rules.QUANTITY, messageExpression = Rules.QUANTITY_MESSAGE)
    private String storage;

    @JsonPropertyDescription("StorageClass of the volumes; absent: the default one of the cluster")
    @Size(min = 1, max = 253)
    private String storageClass;

    @JsonPropertyDescription("ReadWriteOnce keeps driver and executors on one node; ReadWriteMany lets them spread")
    @Default("ReadWriteOnce")
    private AccessMode accessMode;

    public String getStorage() {
        return storage;
    }

    public void setStorage(String storage) {
        this.storage = storage;
    }

    public String getStorageClass() {
        return storageClass;
    }

    public void setStorageClass(String storageClass) {
        this.storageClass = storageClass;
    }

    public AccessMode getAccessMode() {
        return accessMode;
    }

    public void setAccessMode(AccessMode accessMode) {
        this.accessMode = accessMode;
    }
}
