package io.sitewatch.kube.builtin;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authorization.v1.LocalSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.ResourceType.Scale;
import io.sitewatch.kube.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The kinds that are served without a CRD. */
public final class BuiltInTypes {
    public static final String EVENTS = "/events";
    public static final String NAMESPACES = "/namespaces";
    public static final String SERVICES = "/services";
    public static final String PODS = "/pods";
    public static final String CRDS = "apiextensions.k8s.io/customresourcedefinitions";

    private static final Scale REPLICAS = new Scale("spec.replicas", "status.replicas", "status.selector");
    private static final List<String> EVENT_FIELDS = List.of(
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "reason",
            "reportingComponent",
            "source",
            "type");

    private final ModelSchemas schemas = new ModelSchemas();
    private final List<ResourceType> types = new ArrayList<>();

    private BuiltInTypes() {}

    public static List<ResourceType> all() {
        return new BuiltInTypes().build();
    }

    /** The structure of {@code metadata}, the same in every kind. */
    public static Schema metadata() {
        return new ModelSchemas().metadata();
    }

    private List<ResourceType> build() {
        core();
        workloads();
        others();
        reviews();
        return List.copyOf(types);
    }

    private void core() {
        namespaced("", "v1", ConfigMap.class).named("configmaps", "cm").add();
        cluster("", "v1", Namespace.class)
                .named("namespaces", "ns")
                .with("status", "finalize")
                .fields("status.phase")
                .add();
        namespaced("", "v1", Secret.class).named("secrets").fields("type").add();
        namespaced("", "v1", Service.class)
                .named("services", "svc")
                .in("all")
                .with("status")
                .fields("spec.clusterIP", "spec.type")
                .add();
        namespaced("", "v1", ServiceAccount.class)
                .named("serviceaccounts", "sa")
                .add();
        namespaced("", "v1", io.fabric8.kubernetes.api.model.Event.class)
                .named("events", "ev")
                .fields(EVENT_FIELDS.toArray(String[]::new))
                .add();
        namespaced("", "v1", Pod.class)
                .named("pods", "po")
                .in("all")
                .with("status", "log", "portforward")
                .fields(
                        "spec.nodeName",
                        "spec.restartPolicy",
                        "spec.schedulerName",
                        "spec.serviceAccountName",
                        "status.phase",
                        "status.podIP")
                .add();
        namespaced("", "v1", PersistentVolumeClaim.class)
                .named("persistentvolumeclaims", "pvc")
                .with("status")
                .add();
        cluster("", "v1", PersistentVolume.class)
                .named("persistentvolumes", "pv")
                .with("status")
                .add();
        namespaced("", "v1", Endpoints.class).named("endpoints", "ep").add();
        cluster("", "v1", Node.class)
                .named("nodes", "no")
                .with("status")
                .fields("spec.unschedulable")
                .add();
        namespaced("", "v1", ReplicationController.class)
                .named("replicationcontrollers", "rc")
                .in("all")
                .with("status")
                .scaled(REPLICAS)
                .add();
        namespaced("", "v1", LimitRange.class).named("limitranges", "limits").add();
        namespaced("", "v1", ResourceQuota.class)
                .named("resourcequotas", "quota")
                .with("status")
                .add();
    }

    private void workloads() {
        namespaced("apps", "v1", Deployment.class)
                .named("deployments", "deploy")
                .in("all")
                .with("status")
                .scaled(REPLICAS)
                .add();
        namespaced("apps", "v1", StatefulSet.class)
                .named("statefulsets", "sts")
                .in("all")
                .with("status")
                .scaled(REPLICAS)
                .add();
        namespaced("apps", "v1", ReplicaSet.class)
                .named("replicasets", "rs")
                .in("all")
                .with("status")
                .scaled(REPLICAS)
                .add();
        namespaced("apps", "v1", DaemonSet.class)
                .named("daemonsets", "ds")
                .in("all")
                .with("status")
                .add();
        namespaced("apps", "v1", ControllerRevision.class)
                .named("controllerrevisions")
                .add();
        namespaced("batch", "v1", Job.class)
                .named("jobs")
                .in("all")
                .with("status")
                .add();
        namespaced("batch", "v1", CronJob.class)
                .named("cronjobs", "cj")
                .in("all")
                .with("status")
                .add();
        namespaced("autoscaling", "v2", HorizontalPodAutoscaler.class)
                .named("horizontalpodautoscalers", "hpa")
                .in("all")
                .with("status")
                .add();
        namespaced("policy", "v1", PodDisruptionBudget.class)
                .named("poddisruptionbudgets", "pdb")
                .with("status")
                .add();
    }

    private void others() {
        namespaced("networking.k8s.io", "v1", NetworkPolicy.class)
                .named("networkpolicies", "netpol")
                .add();
        namespaced("networking.k8s.io", "v1", Ingress.class)
                .named("ingresses", "ing")
                .with("status")
                .add();
        cluster("networking.k8s.io", "v1", IngressClass.class)
                .named("ingressclasses")
                .add();
        namespaced("rbac.authorization.k8s.io", "v1", Role.class).named("roles").add();
        namespaced("rbac.authorization.k8s.io", "v1", RoleBinding.class)
                .named("rolebindings")
                .add();
        cluster("rbac.authorization.k8s.io", "v1", ClusterRole.class)
                .named("clusterroles")
                .add();
        cluster("rbac.authorization.k8s.io", "v1", ClusterRoleBinding.class)
                .named("clusterrolebindings")
                .add();
        namespaced("coordination.k8s.io", "v1", Lease.class).named("leases").add();
        namespaced("discovery.k8s.io", "v1", EndpointSlice.class)
                .named("endpointslices")
                .add();
        cluster("storage.k8s.io", "v1", StorageClass.class)
                .named("storageclasses", "sc")
                .add();
        cluster("scheduling.k8s.io", "v1", PriorityClass.class)
                .named("priorityclasses", "pc")
                .add();
        namespaced("events.k8s.io", "v1", Event.class)
                .named("events", "ev")
                .storedAs(EVENTS)
                .add();
        cluster("apiextensions.k8s.io", "v1", CustomResourceDefinition.class)
                .named("customresourcedefinitions", "crd", "crds")
                .in("api-extensions")
                .with("status")
                .add();
    }

    private void reviews() {
        namespaced("authorization.k8s.io", "v1", LocalSubjectAccessReview.class)
                .named("localsubjectaccessreviews")
                .onlyCreated()
                .add();
        cluster("authorization.k8s.io", "v1", SelfSubjectAccessReview.class)
                .named("selfsubjectaccessreviews")
                .onlyCreated()
                .add();
        cluster("authorization.k8s.io", "v1", SelfSubjectRulesReview.class)
                .named("selfsubjectrulesreviews")
                .onlyCreated()
                .add();
        cluster("authorization.k8s.io", "v1", SubjectAccessReview.class)
                .named("subjectaccessreviews")
                .onlyCreated()
                .add();
        cluster("authentication.k8s.io", "v1", SelfSubjectReview.class)
                .named("selfsubjectreviews")
                .onlyCreated()
                .add();
        cluster("authentication.k8s.io", "v1", TokenReview.class)
                .named("tokenreviews")
                .onlyCreated()
                .add();
    }

    private Definition namespaced(String group, String version, Class<?> model) {
        return new Definition(group, version, model, true);
    }

    private Definition cluster(String group, String version, Class<?> model) {
        return new Definition(group, version, model, false);
    }

    private final class Definition {
        private final String group;
        private final String version;
        private final Class<?> model;
        private final boolean namespaced;
        private String plural;
        private String storage;
        private List<String> shortNames = List.of();
        private List<String> categories = List.of();
        private Set<String> subresources = Set.of();
        private List<String> verbs = ResourceType.ALL_VERBS;
        private List<String> selectable = List.of();
        private Optional<Scale> scale = Optional.empty();

        Definition(String group, String version, Class<?> model, boolean namespaced) {
            this.group = group;
            this.version = version;
            this.model = model;
            this.namespaced = namespaced;
        }

        Definition named(String plural, String... shortNames) {
            this.plural = plural;
            this.shortNames = List.of(shortNames);
            return this;
        }

        Definition in(String... categories) {
            this.categories = List.of(categories);
            return this;
        }

        Definition with(String... subresources) {
            this.subresources = Set.of(subresources);
            return this;
        }

        Definition fields(String... paths) {
            this.selectable = Arrays.asList(paths);
            return this;
        }

        Definition scaled(Scale scale) {
            this.scale = Optional.of(scale);
            return this;
        }

        Definition onlyCreated() {
            this.verbs = List.of("create");
            return this;
        }

        Definition storedAs(String storage) {
            this.storage = storage;
            return this;
        }

        void add() {
            String kind = model.getSimpleName();
            Supplier<Schema> schema = () -> schemas.of(group, version, model);
            types.add(new ResourceType(
                    group,
                    version,
                    kind,
                    kind + "List",
                    plural,
                    kind.toLowerCase(Locale.ROOT),
                    shortNames,
                    categories,
                    namespaced,
                    subresources,
                    verbs,
                    false,
                    storage == null ? group + "/" + plural : storage,
                    schema,
                    scale,
                    List.of(),
                    selectable));
        }
    }
}
