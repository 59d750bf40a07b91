package io.sitewatch.operator.thirdparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/** {@code postgresql.cnpg.io/v1} Cluster. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PostgresClusterSpec(
        int instances,
        String imageName,
        boolean enablePDB,
        boolean enableSuperuserAccess,
        Storage storage,
        Bootstrap bootstrap,
        Managed managed,
        ResourceRequirements resources,
        InheritedMetadata inheritedMetadata) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Storage(String size, String storageClass) {}

    public record Bootstrap(Initdb initdb) {}

    public record Initdb(String database, String owner, boolean dataChecksums) {}

    public record Managed(List<Role> roles) {}

    public record Role(
            String name,
            String ensure,
            String comment,
            boolean login,
            List<String> inRoles,
            int connectionLimit,
            SecretName passwordSecret) {}

    public record SecretName(String name) {}

    public record InheritedMetadata(Map<String, String> labels) {}
}
