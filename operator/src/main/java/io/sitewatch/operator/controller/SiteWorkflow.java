package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Workflow;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowBuilder;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.apply.Reconciliation;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.render.Rendering.Stage;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The order of the stages. A stage that is not ready holds back those that need it, and never removes them: no stage has a
 * precondition, because a false one would delete what is there.
 */
final class SiteWorkflow {
    private static final String RECONCILIATION = "reconciliation";
    private static final String SITE = "site";

    private final Workflow<MonitoringSite> workflow;

    SiteWorkflow() {
        Map<Stage, Node> nodes = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            nodes.put(stage, new Node(stage));
        }
        WorkflowBuilder<MonitoringSite> builder = new WorkflowBuilder<>();
        add(builder, nodes, Stage.GROUND, site -> true);
        add(builder, nodes, Stage.KAFKA, site -> true);
        // A stream that has to stop does not wait for what it would need to start.
        add(builder, nodes, Stage.TOPICS_AND_USERS, site -> site.kafka().usable() || site.suspended(), Stage.KAFKA);
        add(builder, nodes, Stage.POSTGRES, site -> site.postgres().usable() || site.suspended());
        add(
                builder,
                nodes,
                Stage.SEARCH,
                site -> site.search().map(SearchModel::usable).orElse(true) || site.suspended());
        add(builder, nodes, Stage.KIBANA, site -> true);
        add(builder, nodes, Stage.INSTRUMENTS, site -> true);
        add(
                builder,
                nodes,
                Stage.STREAM,
                site -> true,
                Stage.GROUND,
                Stage.TOPICS_AND_USERS,
                Stage.POSTGRES,
                Stage.SEARCH);
        add(builder, nodes, Stage.PRODUCER, site -> true, Stage.GROUND, Stage.TOPICS_AND_USERS);
        add(builder, nodes, Stage.LOGSTASH, site -> true, Stage.GROUND, Stage.TOPICS_AND_USERS, Stage.SEARCH);
        add(builder, nodes, Stage.BATCH_VIEW, site -> true, Stage.GROUND, Stage.POSTGRES);
        this.workflow = builder.build();
    }

    void run(MonitoringSite resource, SiteModel site, Reconciliation reconciliation, Context<MonitoringSite> context) {
        context.managedWorkflowAndDependentResourceContext().put(SITE, site);
        context.managedWorkflowAndDependentResourceContext().put(RECONCILIATION, reconciliation);
        workflow.reconcile(resource, context);
    }

    private static void add(
            WorkflowBuilder<MonitoringSite> builder,
            Map<Stage, Node> nodes,
            Stage stage,
            Predicate<SiteModel> ready,
            Stage... needed) {
        DependentResource<?, ?>[] needs = new DependentResource<?, ?>[needed.length];
        for (int at = 0; at < needed.length; at++) {
            needs[at] = nodes.get(needed[at]);
        }
        builder.addDependentResourceAndConfigure(nodes.get(stage))
                .dependsOn(needs)
                .withReadyPostcondition((dependent, primary, context) -> ready.test(
                        context.managedWorkflowAndDependentResourceContext().getMandatory(SITE, SiteModel.class)));
    }

    /** One stage, as the framework's workflow sees it. */
    private record Node(Stage stage) implements DependentResource<GenericKubernetesResource, MonitoringSite> {
        @Override
        public ReconcileResult<GenericKubernetesResource> reconcile(
                MonitoringSite primary, Context<MonitoringSite> context) {
            context.managedWorkflowAndDependentResourceContext()
                    .getMandatory(RECONCILIATION, Reconciliation.class)
                    .bring(stage);
            return ReconcileResult.noOperation(null);
        }

        @Override
        public Class<GenericKubernetesResource> resourceType() {
            return GenericKubernetesResource.class;
        }

        @Override
        public String name() {
            return stage.name();
        }
    }
}
