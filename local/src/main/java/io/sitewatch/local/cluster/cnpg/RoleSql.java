package io.sitewatch.local.cluster.cnpg;

import io.sitewatch.local.cluster.cnpg.PostgresSpec.ManagedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL that makes a role as its resource says. */
final class RoleSql {
    private RoleSql() {}

    static List<String> ensure(ManagedRole role, boolean exists, Optional<String> password) {
        if (!role.present()) {
            return exists ? List.of("DROP ROLE " + name(role.name())) : List.of();
        }
        List<String> statements = new ArrayList<>();
        statements.add((exists ? "ALTER ROLE " : "CREATE ROLE ")
                + name(role.name())
                + attributes(role)
                + password.map(secret -> " PASSWORD " + literal(secret))
                        .orElse(role.disablePassword() ? " PASSWORD NULL" : ""));
        role.inRoles().forEach(group -> statements.add("GRANT " + name(group) + " TO " + name(role.name())));
        role.comment()
                .ifPresent(
                        comment -> statements.add("COMMENT ON ROLE " + name(role.name()) + " IS " + literal(comment)));
        return statements;
    }

    private static String attributes(ManagedRole role) {
        return option(role.login(), "LOGIN")
                + option(role.superuser(), "SUPERUSER")
                + option(role.createdb(), "CREATEDB")
                + option(role.createrole(), "CREATEROLE")
                + option(role.inherit(), "INHERIT")
                + option(role.replication(), "REPLICATION")
                + option(role.bypassrls(), "BYPASSRLS")
                + " CONNECTION LIMIT " + role.connectionLimit();
    }

    private static String option(boolean on, String name) {
        return on ? " " + name : " NO" + name;
    }

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
