package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Nullable;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An Elasticsearch cluster of the site's own. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!isQuantity(has(self.storage) ? self.storage : '10Gi')"
                + " || !isQuantity(has(oldSelf.storage) ? oldSelf.storage : '10Gi')"
                + " || quantity(has(self.storage) ? self.storage : '10Gi')"
                + ".compareTo(quantity(has(oldSelf.storage) ? oldSelf.storage : '10Gi')) >= 0",
        messageExpression = "'storage cannot shrink to ' + (has(self.storage) ? self.storage : '10Gi')"
                + " + ': a volume only grows; write ' + (has(oldSelf.storage) ? oldSelf.storage : '10Gi') + ' or more'")
public class ManagedSearch {
    @JsonPropertyDescription("Nodes: 1, or 3 and more for one that survives the loss of a node")
    @Default("1")
    @Min(1)
    @Max(30)
    @ValidationRule(value = "self != 2", message = "is 2, which survives the loss of no node: write 1 or 3")
    private Integer nodes;

    @JsonPropertyDescription("Volume of each node")
    @Default("10Gi")
    @Size(max = 20)
    @ValidationRule(value = Rules.QUANTITY, messageExpression = Rules.QUANTITY_MESSAGE)
    private String storage;

    @JsonPropertyDescription("StorageClass of the volumes; absent: the default one of the cluster")
    @Size(min = 1, max = 253)
    private String storageClass;

    @JsonPropertyDescription("Version of Elasticsearch and Kibana; dashboards are put into Kibana from 9.4 on")
    @Default("9.4.5")
    @Size(min = 1, max = 20)
    @Pattern(Rules.VERSION)
    private String version;

    @JsonPropertyDescription("Kibana of the site")
    @Default("{}")
    private KibanaSpec kibana;

    @JsonPropertyDescription("What its container asks for and may use")
    @Nullable
    private Resources resources;

    public Integer getNodes() {
        return nodes;
    }

    public void setNodes(Integer nodes) {
        this.nodes = nodes;
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

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public KibanaSpec getKibana() {
        return kibana;
    }

    public void setKibana(KibanaSpec kibana) {
        this.kibana = kibana;
    }

    public Resources getResources() {
        return resources;
    }

    public void setResources(Resources resources) {
        this.resources = resources;
    }
}
