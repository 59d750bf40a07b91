package io.sitewatch.crds.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A construction site whose instruments are monitored: one resource, one pipeline of its own. */
@Group(MonitoringSite.GROUP)
@Version(MonitoringSite.VERSION)
@Kind(MonitoringSite.KIND)
@Plural("monitoringsites")
@Singular("monitoringsite")
@ShortNames({"msite", "msites"})
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = Type.STRING)
@AdditionalPrinterColumn(name = "PHASE", jsonPath = ".status.phase", type = Type.STRING)
@AdditionalPrinterColumn(name = "STREAM", jsonPath = ".status.stream.state", type = Type.STRING)
@AdditionalPrinterColumn(name = "LAG", jsonPath = ".status.stream.lag", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "AGE", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
        value = "self.metadata.name.size() <= 24 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        messageExpression =
                "'metadata.name is ' + self.metadata.name + ': write at most 24 lower-case letters, digits and hyphens,"
                        + " the first a letter, because the names of pods and services are made from it'")
public class MonitoringSite extends CustomResource<MonitoringSiteSpec, MonitoringSiteStatus> implements Namespaced {
    public static final String GROUP = "sitewatch.io";
    public static final String VERSION = "v1alpha1";
    public static final String KIND = "MonitoringSite";

    @Required
    @Override
    public MonitoringSiteSpec getSpec() {
        return super.getSpec();
    }
}
