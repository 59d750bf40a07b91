package io.sitewatch.operator.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.crds.v1alpha1.OidcSpec;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.live.Prerequisite;
import io.sitewatch.operator.live.SearchContent;
import io.sitewatch.operator.model.KafkaModel;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.model.SiteNames;
import io.sitewatch.operator.render.Desired;
import io.sitewatch.operator.render.Rendering;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Looks at each part of a site; pure. A part that the site does not have is not looked at. */
final class Checks {
    private final SiteModel site;
    private final LiveSite live;
    private final SiteNames names;
    private final Rendering rendering;
    private final List<Refusal> refusals;
    private final Optional<StreamProgress> progress;

    Checks(
            SiteModel site,
            Rendering rendering,
            LiveSite live,
            List<Refusal> refusals,
            Optional<StreamProgress> progress) {
        this.progress = progress;
        this.rendering = rendering;
        this.refusals = refusals;
        this.site = site;
        this.live = live;
        this.names = site.names();
    }

    /** What is found, without the sum of it; what the API server refused comes before what is there. */
    List<Finding> all() {
        return parts().stream().map(this::unlessRefused).toList();
    }

    private Finding unlessRefused(Finding finding) {
        return refusals.stream()
                .filter(refusal -> Refusal.condition(refusal.object()) == finding.type())
                .findFirst()
                .map(refusal -> Finding.no(
                        finding.type(), Reasons.REFUSED, refusal.object() + " was refused: " + refusal.message()))
                .orElse(finding);
    }

    private List<Finding> parts() {
        List<Finding> findings = new ArrayList<>();
        findings.add(kafka());
        site.kafka().managed().ifPresent(kafka -> findings.add(topics()));
        findings.add(postgres());
        site.search().ifPresent(search -> findings.add(search(search)));
        site.search().flatMap(SearchModel::kibanaUrl).ifPresent(url -> findings.add(dashboards(url)));
        findings.add(stream());
        findings.add(producer());
        if (site.hasBatchView()) {
            findings.add(batchView());
        }
        return findings;
    }

    private Finding kafka() {
        KafkaModel kafka = site.kafka();
        if (kafka.managed().isEmpty()) {
            return external(
                    ConditionType.KAFKA_READY,
                    kafka.usable(),
                    kafka.bootstrapServers().value());
        }
        return byCondition(ConditionType.KAFKA_READY, ObjectKind.KAFKA, names.kafka(), "Ready");
    }

    private Finding topics() {
        List<Desired> wanted = rendering.stage(Rendering.Stage.TOPICS_AND_USERS);
        List<String> notReady = wanted.stream()
                .map(Desired::id)
                .filter(id -> !isReady(id))
                .map(id -> id
                        + Optional.ofNullable(live.objects().get(id))
                                .map(one -> words(one, "Ready"))
                                .orElse(" is not there yet"))
                .toList();
        if (notReady.isEmpty()) {
            return Finding.yes(ConditionType.TOPICS_READY, wanted.size() + " topics and users are ready");
        }
        return missing(ConditionType.TOPICS_READY, Prerequisite.STRIMZI)
                .orElseGet(() -> Finding.no(
                        ConditionType.TOPICS_READY,
                        Reasons.NOT_READY,
                        notReady.size() + " of " + wanted.size() + " topics and users are not ready: "
                                + notReady.get(0)));
    }

    private boolean isReady(ObjectId id) {
        return Optional.ofNullable(live.objects().get(id))
                .filter(one -> one.conditionIsTrue("Ready"))
                .isPresent();
    }

    private Finding postgres() {
        if (site.postgres().managed().isEmpty()) {
            return external(
                    ConditionType.POSTGRES_READY,
                    site.postgres().usable(),
                    site.postgres().jdbcUrl());
        }
        return byCondition(ConditionType.POSTGRES_READY, ObjectKind.POSTGRES_CLUSTER, names.database(), "Ready");
    }

    private Finding search(SearchModel search) {
        Optional<Finding> templates =
                content(ConditionType.SEARCH_READY, live.content().templates());
        if (search.managed().isEmpty()) {
            Finding secrets = external(ConditionType.SEARCH_READY, search.answers(), search.url());
            return secrets.isTrue() ? templates.orElse(secrets) : secrets;
        }
        Finding elasticsearch =
                byHealth(ConditionType.SEARCH_READY, ObjectKind.ELASTICSEARCH, names.elasticsearch(), true);
        if (elasticsearch.isTrue() && templates.isPresent()) {
            return templates.get();
        }
        return elasticsearch.isTrue() && search.logstash()
                ? byHealth(ConditionType.SEARCH_READY, ObjectKind.LOGSTASH, names.logstash(), false)
                : elasticsearch;
    }

    private Finding dashboards(String url) {
        Finding kibana = site.search().flatMap(SearchModel::kibana).isEmpty()
                ? Finding.yes(ConditionType.DASHBOARDS_READY, "Kibana is outside of this cluster, at " + url)
                : byHealth(ConditionType.DASHBOARDS_READY, ObjectKind.KIBANA, names.kibana(), false);
        Optional<SearchContent.Part> content = live.content().dashboards();
        if (!kibana.isTrue() || content.isEmpty()) {
            return kibana;
        }
        return content(ConditionType.DASHBOARDS_READY, content.get())
                .or(() -> live.content().ledger().isEmpty() ? Optional.of(kibana) : Optional.empty())
                .orElseGet(() -> Finding.yes(
                        ConditionType.DASHBOARDS_READY,
                        kibana.message() + "; " + content.get().words()));
    }

    /** What is wrong with what the operator puts there itself; nothing when all is well. */
    private Optional<Finding> content(ConditionType type, SearchContent.Part part) {
        boolean nobodyHasLooked = live.content().ledger().isEmpty();
        boolean runs = live.find(ObjectKind.SPARK_APPLICATION, names.stream()).isPresent();
        if (nobodyHasLooked && runs) {
            // An operator that has just started has nothing to complain of yet.
            return Optional.empty();
        }
        return switch (part.state()) {
            case READY -> Optional.empty();
            case PENDING -> Optional.of(Finding.no(type, Reasons.NOT_READY, part.words()));
            case REFUSED -> Optional.of(Finding.no(type, Reasons.REFUSED, part.words()));
        };
    }

    private Finding stream() {
        Optional<LiveObject> application = live.find(ObjectKind.SPARK_APPLICATION, names.stream());
        if (site.suspended()) {
            return Finding.no(
                    ConditionType.STREAM_RUNNING,
                    Reasons.SUSPENDED,
                    application.isPresent() || !live.runningPods("stream").isEmpty()
                            ? "suspend is true: the stream is being stopped"
                            : "suspend is true: the stream is stopped, and goes on from its checkpoint when it is false");
        }
        Optional<Finding> missing = missing(ConditionType.STREAM_RUNNING, Prerequisite.SPARK_OPERATOR);
        if (missing.isPresent()) {
            return missing.get();
        }
        if (application.isEmpty()) {
            return site.inputsUsable()
                    ? creating(ConditionType.STREAM_RUNNING, ObjectKind.SPARK_APPLICATION, names.stream())
                    : waiting(ConditionType.STREAM_RUNNING, "the stream");
        }
        if (isOutdated(application.get())) {
            return Finding.no(
                    ConditionType.STREAM_RUNNING,
                    Reasons.RESTARTING,
                    "SparkApplication " + names.stream()
                            + " is being replaced by one of the manifest as it stands now: it stops first");
        }
        String state = StreamState.of(application.get());
        String said = application.get().text("/status/currentState/message");
        Optional<StreamProgress> stalled = progress.filter(one -> one.stalledSince() != null);
        if (StreamState.runs(state) && stalled.isPresent()) {
            return Finding.no(
                    ConditionType.STREAM_RUNNING,
                    Reasons.STALLED,
                    "SparkApplication " + names.stream() + " is " + state + ", but no batch has ended since "
                            + stalled.get().stalledSince().truncatedTo(ChronoUnit.SECONDS)
                            + " while more and more readings wait, "
                            + stalled.get().lag() + " by now: look at the driver's log");
        }
        return StreamState.runs(state)
                ? Finding.yes(ConditionType.STREAM_RUNNING, "SparkApplication " + names.stream() + " is " + state)
                : Finding.no(
                        ConditionType.STREAM_RUNNING,
                        state.isEmpty() ? Reasons.CREATING : state,
                        "SparkApplication " + names.stream() + " is "
                                + (state.isEmpty() ? "not taken up by its operator yet" : state)
                                + (said.isEmpty() ? "" : ": " + said));
    }

    private boolean isOutdated(LiveObject application) {
        return application.beingDeleted()
                || rendering.stage(Rendering.Stage.STREAM).stream()
                        .anyMatch(desired ->
                                !desired.annotation(Desired.SPEC).equals(application.annotation(Desired.SPEC)));
    }

    private Finding producer() {
        if (site.suspended()) {
            return Finding.no(ConditionType.PRODUCER_RUNNING, Reasons.SUSPENDED, "suspend is true: nothing is polled");
        }
        if (site.source().getSimulator() != null) {
            Finding instruments = byDeployment(ConditionType.PRODUCER_RUNNING, names.instruments());
            if (!instruments.isTrue()) {
                return instruments;
            }
        } else if (Optional.ofNullable(site.source().getHttp().getCredentialsSecret())
                .filter(live.absentSecrets()::contains)
                .isPresent()) {
            return secretMissing(ConditionType.PRODUCER_RUNNING);
        }
        return live.find(ObjectKind.DEPLOYMENT, names.producer()).isEmpty()
                        && !site.kafka().usable()
                ? waiting(ConditionType.PRODUCER_RUNNING, "the producer")
                : byDeployment(ConditionType.PRODUCER_RUNNING, names.producer());
    }

    private Finding batchView() {
        OidcSpec oidc = site.batchView().getOidc();
        if (oidc != null && live.absentSecrets().contains(oidc.getClientSecret())) {
            return secretMissing(ConditionType.BATCH_VIEW_READY);
        }
        return live.find(ObjectKind.DEPLOYMENT, names.batchView()).isEmpty()
                        && !site.postgres().usable()
                ? waiting(ConditionType.BATCH_VIEW_READY, "the batch view")
                : byDeployment(ConditionType.BATCH_VIEW_READY, names.batchView());
    }

    private Finding external(ConditionType type, boolean usable, String address) {
        return usable ? Finding.yes(type, "outside of this cluster, at " + address) : secretMissing(type);
    }

    private Finding secretMissing(ConditionType type) {
        return Finding.no(
                type,
                Reasons.SECRET_MISSING,
                live.absentSecrets().stream()
                                .sorted()
                                .map(name -> "Secret " + names.namespace() + "/" + name)
                                .collect(Collectors.joining(", "))
                        + " is named in the manifest and does not exist: create it");
    }

    private Finding byCondition(ConditionType type, ObjectKind kind, String name, String condition) {
        Optional<LiveObject> object = live.find(kind, name);
        if (object.isEmpty()) {
            return missing(type, kind.prerequisite()).orElseGet(() -> creating(type, kind, name));
        }
        LiveObject found = object.get();
        if (found.conditionIsTrue(condition) && found.statusIsCurrent()) {
            return Finding.yes(type, found.id() + " is ready");
        }
        return Finding.no(
                type,
                found.condition(condition)
                        .map(one -> one.path("reason").asText(""))
                        .filter(reason -> !reason.isEmpty() && !"True".equals(reason))
                        .orElse(Reasons.NOT_READY),
                found.id() + words(found, condition));
    }

    private Finding byHealth(ConditionType type, ObjectKind kind, String name, boolean yellowWill) {
        Optional<LiveObject> object = live.find(kind, name);
        if (object.isEmpty()) {
            return missing(type, kind.prerequisite()).orElseGet(() -> creating(type, kind, name));
        }
        String health = object.get().text("/status/health");
        String phase = object.get().text("/status/phase");
        if (health.equals("green") || yellowWill && health.equals("yellow")) {
            return Finding.yes(type, object.get().id() + " is " + health);
        }
        String conditions = StreamSupport.stream(
                        object.get().at("/status/conditions").spliterator(), false)
                .filter(condition -> "False".equals(condition.path("status").asText()))
                .map(condition -> condition.path("message").asText(""))
                .filter(message -> !message.isEmpty())
                .collect(Collectors.joining("; "));
        return Finding.no(
                type,
                phase.equals("Invalid") ? "Invalid" : Reasons.NOT_READY,
                object.get().id() + " is " + (health.isEmpty() ? "not taken up by its operator yet" : health)
                        + (phase.isEmpty() ? "" : " (" + phase + ")")
                        + (conditions.isEmpty() ? "" : ": " + conditions));
    }

    private Finding byDeployment(ConditionType type, String name) {
        Optional<LiveObject> object = live.find(ObjectKind.DEPLOYMENT, name);
        if (object.isEmpty()) {
            return creating(type, ObjectKind.DEPLOYMENT, name);
        }
        LiveObject deployment = object.get();
        int wanted = deployment.at("/spec/replicas").asInt(1);
        int available = deployment.at("/status/availableReplicas").asInt(0);
        int updated = deployment.at("/status/updatedReplicas").asInt(available);
        if (available >= wanted && updated >= wanted && deployment.statusIsCurrent()) {
            return Finding.yes(type, deployment.id() + " has " + available + " of " + wanted + " available");
        }
        return Finding.no(
                type,
                Reasons.NOT_READY,
                deployment.id() + " has " + available + " of " + wanted + " available" + containerWords(deployment));
    }

    /** What the kubelet says of the containers that do not start. */
    private String containerWords(LiveObject deployment) {
        String component = deployment.label("app.kubernetes.io/component");
        return live.runningPods(component).stream()
                .flatMap(pod -> StreamSupport.stream(
                                pod.at("/status/containerStatuses").spliterator(), false)
                        .map(container -> container.path("state").path("waiting"))
                        .filter(waiting -> !waiting.isMissingNode())
                        .map(waiting -> "; " + pod.id() + " waits: "
                                + waiting.path("reason").asText() + said(waiting)))
                .findFirst()
                .orElse("");
    }

    private Finding waiting(ConditionType type, String who) {
        List<String> inputs = new ArrayList<>();
        if (!site.kafka().usable()) {
            inputs.add("Kafka");
        }
        if (type != ConditionType.PRODUCER_RUNNING && !site.postgres().usable()) {
            inputs.add("PostgreSQL");
        }
        if (type == ConditionType.STREAM_RUNNING
                && !site.search().map(SearchModel::usable).orElse(true)) {
            inputs.add("Elasticsearch");
        }
        return Finding.no(
                type, Reasons.WAITING_FOR_INPUTS, who + " starts when " + String.join(", ", inputs) + " can be used");
    }

    private Finding creating(ConditionType type, ObjectKind kind, String name) {
        return Finding.no(type, Reasons.CREATING, kind.kind() + " " + name + " is not there yet");
    }

    private Optional<Finding> missing(ConditionType type, Prerequisite prerequisite) {
        return live.missing().contains(prerequisite)
                ? Optional.of(Finding.no(
                        type,
                        Reasons.PREREQUISITE_MISSING,
                        prerequisite.title() + " is not installed in this cluster; install it with: "
                                + prerequisite.command()))
                : Optional.empty();
    }

    /** The words of the object's own condition, or of its phase. */
    private static String words(LiveObject object, String condition) {
        Optional<JsonNode> own = object.condition(condition)
                .filter(one -> !"True".equals(one.path("status").asText()))
                .or(() -> object.condition("NotReady"));
        if (own.isPresent()) {
            return " is not ready: " + own.get().path("reason").asText("") + said(own.get());
        }
        String phase = object.text("/status/phase");
        String reason = object.text("/status/phaseReason");
        if (!object.statusIsCurrent()) {
            return " has not been brought to its newest spec yet";
        }
        return phase.isEmpty()
                ? " has not been taken up by its operator yet"
                : " is not ready: " + phase + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String said(JsonNode words) {
        String message = words.path("message").asText("");
        return message.isEmpty() ? "" : ": " + message;
    }
}
