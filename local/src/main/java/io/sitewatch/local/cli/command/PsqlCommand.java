package io.sitewatch.local.cli.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.site.DatabaseLogin;
import io.sitewatch.local.cli.site.NotThereYetException;
import io.sitewatch.local.cli.site.Sites;
import io.sitewatch.local.cli.sql.SqlPrompt;
import io.sitewatch.local.cli.sql.SqlRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "psql",
        description = "SQL against a site's database: from -c, from stdin, or at a prompt. Needs no client.",
        footer = {
            "",
            "Examples:",
            "  ./sitewatch psql -c 'SELECT COUNT(*) FROM record;'",
            "  ./sitewatch psql --role report < monthly.sql"
        })
public final class PsqlCommand extends ClusterCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "SITE",
            description = "Whose database; may be left out when there is one site.")
    private String site;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "SQL",
            description = "One statement or several.")
    private String sql;

    @Option(
            names = {"-t", "--tuples-only"},
            description = "Rows only, for scripts: no header, no count, values with a | between them.")
    private boolean tuplesOnly;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "owner",
            description = "owner, or report: the read-only role of BI tools (default: ${DEFAULT-VALUE}).")
    private String role;

    public PsqlCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) throws IOException {
        MonitoringSite found = new Sites(client).require(site);
        try (Connection connection = DatabaseLogin.of(client, found, role()).connect()) {
            SqlRunner runner = new SqlRunner(connection, terminal().out(), tuplesOnly);
            if (sql != null) {
                runner.run(sql);
            } else if (terminal().inTty()) {
                new SqlPrompt(
                                runner,
                                new BufferedReader(
                                        new InputStreamReader(terminal().in(), StandardCharsets.UTF_8)),
                                terminal().out())
                        .run(found.getMetadata().getName());
            } else {
                runner.run(new String(terminal().in().readAllBytes(), StandardCharsets.UTF_8));
            }
            return Exit.OK;
        } catch (NotThereYetException | SQLException e) {
            throw new CommandException(Exit.FAILED, e.getMessage(), e);
        }
    }

    private DatabaseLogin.Role role() {
        try {
            return DatabaseLogin.Role.valueOf(role.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandException(Exit.REFUSED, "there is no role \"" + role + "\": write owner or report", e);
        }
    }
}
