package io.sitewatch.local.cluster.cnpg;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.control.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Cluster asks for, as one instance can give it.
 *
 * @param ownerSecret the Secret that the owner's password is taken from; empty: the operator makes one
 * @param parameters of {@code postgresql.conf}
 * @param notes what differs from what was asked, for people
 */
record PostgresSpec(
        String namespace,
        String name,
        int instances,
        String database,
        String owner,
        Optional<String> ownerSecret,
        String encoding,
        List<String> sqlAfterInit,
        List<String> sqlAfterInitInDatabase,
        Map<String, String> parameters,
        List<ManagedRole> roles,
        String storageSize,
        List<String> notes) {

    static PostgresSpec of(GenericKubernetesResource cluster) {
        Fields spec = Fields.of(cluster).at("spec");
        Fields initdb = spec.at("bootstrap", "initdb");
        String database = initdb.at("database").text("app");
        int instances = (int) spec.at("instances").number(1);
        List<String> notes = new ArrayList<>();
        if (instances > 1) {
            notes.add(
                    instances + " instances were asked for, the laptop runs one, which also answers read-only clients");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        spec.at("postgresql", "parameters").map().forEach((key, value) -> parameters.put(key, String.valueOf(value)));
        return new PostgresSpec(
                cluster.getMetadata().getNamespace(),
                cluster.getMetadata().getName(),
                instances,
                database,
                initdb.at("owner").text(database),
                initdb.at("secret", "name").text(),
                initdb.at("encoding").text("UTF8"),
                initdb.at("postInitSQL").texts(),
                initdb.at("postInitApplicationSQL").texts(),
                parameters,
                spec.at("managed", "roles").items().stream()
                        .map(ManagedRole::of)
                        .toList(),
                spec.at("storage", "size").text("1Gi"),
                List.copyOf(notes));
    }

    String pod() {
        return name + "-1";
    }

    String service(String kind) {
        return name + "-" + kind;
    }

    String appSecret() {
        return ownerSecret.orElse(name + "-app");
    }

    /**
     * One of {@code spec.managed.roles}.
     *
     * @param passwordSecret name of the Secret with its password
     */
    record ManagedRole(
            String name,
            boolean present,
            boolean login,
            boolean superuser,
            boolean createdb,
            boolean createrole,
            boolean inherit,
            boolean replication,
            boolean bypassrls,
            long connectionLimit,
            List<String> inRoles,
            Optional<String> passwordSecret,
            boolean disablePassword,
            Optional<String> comment) {

        private static ManagedRole of(Fields role) {
            return new ManagedRole(
                    role.at("name").text(""),
                    !role.at("ensure").text("present").equals("absent"),
                    role.at("login").flag(false),
                    role.at("superuser").flag(false),
                    role.at("createdb").flag(false),
                    role.at("createrole").flag(false),
                    role.at("inherit").flag(true),
                    role.at("replication").flag(false),
                    role.at("bypassrls").flag(false),
                    role.at("connectionLimit").number(-1),
                    role.at("inRoles").texts(),
                    role.at("passwordSecret", "name").text(),
                    role.at("disablePassword").flag(false),
                    role.at("comment").text());
        }
    }
}
