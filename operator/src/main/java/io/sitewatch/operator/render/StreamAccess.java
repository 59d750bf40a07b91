package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.sitewatch.operator.model.SiteModel;
import java.util.List;

/** Who the driver is to the API server: it starts and ends its executors, and nothing else. */
final class StreamAccess implements Dependent {
    @Override
    public List<HasMetadata> desired(SiteModel site) {
        String name = site.names().stream();
        return List.of(
                new ServiceAccountBuilder()
                        .withMetadata(Metadata.owned(site, Component.STREAM, name))
                        .withAutomountServiceAccountToken(false)
                        .build(),
                new RoleBuilder()
                        .withMetadata(Metadata.owned(site, Component.STREAM, name))
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("pods", "configmaps", "services", "persistentvolumeclaims")
                        .withVerbs("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection")
                        .endRule()
                        .build(),
                new RoleBindingBuilder()
                        .withMetadata(Metadata.owned(site, Component.STREAM, name))
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(name)
                        .withNamespace(site.names().namespace())
                        .endSubject()
                        .build());
    }
}
