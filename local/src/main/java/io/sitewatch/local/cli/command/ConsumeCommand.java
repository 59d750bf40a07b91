package io.sitewatch.local.cli.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.kafka.TopicTail;
import io.sitewatch.local.cli.site.KafkaLogin;
import io.sitewatch.local.cli.site.NotThereYetException;
import io.sitewatch.local.cli.site.Sites;
import io.sitewatch.readings.Topics;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "consume",
        description = "Print what comes into a topic, key and value with a tab between them, until Ctrl-C.",
        footer = {"", "Example: ./sitewatch consume piezometer --from-beginning --max 5"})
public final class ConsumeCommand extends ClusterCommand {
    @Parameters(index = "0", paramLabel = "TOPIC", description = "One of those that topics lists.")
    private String topic;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SITE",
            description = "May be left out when there is one site.")
    private String site;

    @Option(names = "--from-beginning", description = "From the oldest message that is kept, rather than from now.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after so many.")
    private Long max;

    public ConsumeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) {
        if (max != null && max < 1) {
            throw new CommandException(Exit.REFUSED, "--max " + max + " would print nothing: write 1 or more");
        }
        MonitoringSite found = new Sites(client).require(site);
        AtomicLong printed = new AtomicLong();
        try (TopicTail tail = new TopicTail(KafkaLogin.settings(client, found))) {
            boolean exists = tail.read(topic, fromBeginning, record -> {
                print(record);
                boolean enough = max != null && printed.incrementAndGet() >= max;
                return !enough && !terminal().out().checkError();
            });
            if (!exists) {
                throw CommandException.notFound(
                        "there is no topic " + topic + "; there are: " + String.join(", ", Topics.all()));
            }
            return Exit.OK;
        } catch (NotThereYetException e) {
            throw new CommandException(Exit.FAILED, e.getMessage(), e);
        } catch (KafkaException e) {
            throw new CommandException(Exit.FAILED, "the brokers gave no answer: " + e.getMessage(), e);
        }
    }

    private void print(ConsumerRecord<String, String> record) {
        terminal().out().println(record.key() + "\t" + record.value());
    }
}
