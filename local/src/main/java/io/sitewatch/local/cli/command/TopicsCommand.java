package io.sitewatch.local.cli.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.kafka.TopicReader;
import io.sitewatch.local.cli.site.KafkaLogin;
import io.sitewatch.local.cli.site.NotThereYetException;
import io.sitewatch.local.cli.site.ServiceAddresses;
import io.sitewatch.local.cli.site.Sites;
import io.sitewatch.local.cli.site.StreamLag;
import io.sitewatch.local.cli.view.TopicTable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "topics", description = "A site's topics: partitions, messages, and who has not read how many.")
public final class TopicsCommand extends ClusterCommand {
    @Parameters(arity = "0..1", paramLabel = "SITE", description = "May be left out when there is one site.")
    private String site;

    public TopicsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        MonitoringSite found = new Sites(client).require(site);
        try (TopicReader reader = new TopicReader(KafkaLogin.settings(client, found))) {
            print(TopicTable.lines(
                    reader.topics(), new StreamLag(new ServiceAddresses(client)).read(found), reader.lags()));
            return Exit.OK;
        } catch (NotThereYetException e) {
            throw new CommandException(Exit.FAILED, e.getMessage(), e);
        } catch (KafkaException e) {
            throw new CommandException(Exit.FAILED, "the brokers gave no answer: " + e.getMessage(), e);
        }
    }
}
