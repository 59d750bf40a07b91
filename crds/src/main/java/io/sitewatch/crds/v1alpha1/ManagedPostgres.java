package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Nullable;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A PostgreSQL cluster of the site's own. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!isQuantity(has(self.storage) ? self.storage : '10Gi')"
                + " || !isQuantity(has(oldSelf.storage) ? oldSelf.storage : '10Gi')"
                + " || quantity(has(self.storage) ? self.storage : '10Gi')"
                + ".compareTo(quantity(has(oldSelf.storage) ? oldSelf.storage : '10Gi')) >= 0",
        messageExpression = "'storage cannot shrink to ' + (has(self.storage) ? self.storage : '10Gi')"
                + " + ': a volume only grows; write ' + (has(oldSelf.storage) ? oldSelf.storage : '10Gi') + ' or more'")
@ValidationRule(
        value = "!has(self.version) || !has(oldSelf.version) || self.version >= oldSelf.version",
        messageExpression =
                "'version cannot go back from %s to %s: PostgreSQL does not read newer data; keep %s'.format([oldSelf.version, self.version, oldSelf.version])",
        fieldPath = ".version")
public class ManagedPostgres {
    @JsonPropertyDescription("Instances: one primary, and standbys")
    @Default("1")
    @Min(1)
    @Max(9)
    private Integer instances;

    @JsonPropertyDescription("Volume of each instance")
    @Default("10Gi")
    @Size(max = 20)
    @ValidationRule(value = Rules.QUANTITY, messageExpression = Rules.QUANTITY_MESSAGE)
    private String storage;

    @JsonPropertyDescription("StorageClass of the volumes; absent: the default one of the cluster")
    @Size(min = 1, max = 253)
    private String storageClass;

    @JsonPropertyDescription("Major version; absent: the default of CloudNativePG")
    @Min(15)
    @Max(30)
    private Integer version;

    @JsonPropertyDescription("What its container asks for and may use")
    @Nullable
    private Resources resources;

    public Integer getInstances() {
        return instances;
    }

    public void setInstances(Integer instances) {
        this.instances = instances;
    }

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

    public Integer getVersion() {
        return version;
    }

    public void setVersion(Integer version) {
        this.version = version;
    }

    public Resources getResources() {
        return resources;
    }

    public void setResources(Resources resources) {
        this.resources = resources;
    }
}
