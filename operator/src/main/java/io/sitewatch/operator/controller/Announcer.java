package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.render.Metadata;
import io.sitewatch.operator.status.Transition;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what changed, as Events of the site. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int LONGEST_MESSAGE = 1000;

    private final KubernetesClient client;
    private final Clock clock;

    Announcer(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void announce(MonitoringSite site, List<Transition> transitions) {
        transitions.forEach(transition -> announce(site, transition));
    }

    private void announce(MonitoringSite site, Transition transition) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            client.v1()
                    .events()
                    .inNamespace(site.getMetadata().getNamespace())
                    .resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName(site.getMetadata().getName() + ".")
                            .withNamespace(site.getMetadata().getNamespace())
                            .endMetadata()
                            .withNewInvolvedObject()
                            .withApiVersion(site.getApiVersion())
                            .withKind(site.getKind())
                            .withNamespace(site.getMetadata().getNamespace())
                            .withName(site.getMetadata().getName())
                            .withUid(site.getMetadata().getUid())
                            .endInvolvedObject()
                            .withType(transition.warning() ? "Warning" : "Normal")
                            .withReason(transition.reason())
                            .withMessage(
                                    transition.message().length() > LONGEST_MESSAGE
                                            ? transition.message().substring(0, LONGEST_MESSAGE)
                                            : transition.message())
                            .withNewSource()
                            .withComponent(Metadata.OPERATOR)
                            .endSource()
                            .withReportingComponent("sitewatch.io/operator")
                            .withReportingInstance(Metadata.OPERATOR)
                            .withFirstTimestamp(now)
                            .withLastTimestamp(now)
                            .withCount(1)
                            .build())
                    .create();
        } catch (KubernetesClientException untold) {
            // The status says the same: an event that is lost is no reason to try the reconciliation again.
            LOG.warn(
                    "the event {} of {} was not taken: {}",
                    transition.reason(),
                    site.getFullResourceName(),
                    untold.getMessage());
        }
    }
}
