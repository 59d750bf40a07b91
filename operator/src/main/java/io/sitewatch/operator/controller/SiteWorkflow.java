package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Workflow;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowBuilder;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.apply.Reconciliation;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.render.Rendering.Stage;
import java.util.EnumMap;
import java.util.Map;

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
        WorkflowBuilder<MonitoringSite> builder = new WorkflowBuilder<>();
        // Stages are declared after those that they need.
        for (Stage stage : Stage.values()) {
            nodes.put(stage, new Node(stage));
            builder.addDependentResourceAndConfigure(nodes.get(stage))
                    .dependsOn(stage.needs().stream().map(nodes::get).toArray(DependentResource[]::new))
                    .withReadyPostcondition((dependent, primary, context) -> stage.ready(
                            context.managedWorkflowAndDependentResourceContext().getMandatory(SITE, SiteModel.class)));
        }
        this.workflow = builder.build();
    }

    void run(MonitoringSite resource, SiteModel site, Reconciliation reconciliation, Context<MonitoringSite> context) {
        context.managedWorkflowAndDependentResourceContext().put(SITE, site);
        context.managedWorkflowAndDependentResourceContext().put(RECONCILIATION, reconciliation);
        workflow.reconcile(resource, context);
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
