package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.sitewatch.crds.v1alpha1.BatchViewSpec;
import io.sitewatch.crds.v1alpha1.IngressSpec;
import io.sitewatch.operator.model.Credentials;
import io.sitewatch.operator.model.SecretKey;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.Env;
import java.util.ArrayList;
import java.util.List;

/** The web page over history; reads the database as the role that can do nothing else. */
final class BatchView implements Dependent {
    private static final String CLIENT_SECRET = "client-secret";

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        BatchViewSpec view = site.batchView();
        if (!site.hasBatchView()) {
            return List.of();
        }
        WebComponent web = new WebComponent(Component.BATCH_VIEW, site.names().batchView(), "batch-view");
        Credentials report = site.postgres().report().orElseThrow();
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(web.account(site));
        objects.add(web.service(site));
        objects.add(web.deployment(
                site,
                view.getReplicas(),
                "RollingUpdate",
                environment(site, report),
                new Mounts()
                        .configMap(RulesConfigMap.VOLUME, site.names().rules(), RulesConfigMap.FOLDER)
                        .authority(Authorities.POSTGRES, site.postgres().caSecret()),
                Sizes.of(view.getResources(), "100m", "512Mi")));
        if (view.getReplicas() > 1) {
            objects.add(budget(site));
        }
        if (view.getIngress() != null) {
            objects.add(ingress(site, view.getIngress()));
        }
        return objects;
    }

    private static List<EnvVar> environment(SiteModel site, Credentials report) {
        Environment environment = Environment.of(site)
                .with(Env.SITE_TIMEZONE, site.timezone())
                .with(Env.SITE_RULES_FILE, RulesConfigMap.file())
                .postgres(site.postgres(), report);
        BatchViewSpec view = site.batchView();
        if (view.getIngress() != null) {
            environment.with(Env.BATCH_VIEW_PUBLIC_URL, publicUrl(view.getIngress()));
        }
        if (view.getOidc() != null) {
            environment
                    .with(Env.BATCH_VIEW_OIDC_ISSUER, view.getOidc().getIssuer())
                    .with(Env.BATCH_VIEW_OIDC_CLIENT_ID, view.getOidc().getClientId())
                    .secret(
                            Env.BATCH_VIEW_OIDC_CLIENT_SECRET,
                            new SecretKey(view.getOidc().getClientSecret(), CLIENT_SECRET));
        }
        return environment.build();
    }

    private static String publicUrl(IngressSpec ingress) {
        return (ingress.getTlsSecret() == null ? "http://" : "https://") + ingress.getHost();
    }

    private static HasMetadata budget(SiteModel site) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(
                        Metadata.owned(site, Component.BATCH_VIEW, site.names().batchView()))
                .withNewSpec()
                .withNewMaxUnavailable(1)
                .withNewSelector()
                .withMatchLabels(Metadata.selector(site, Component.BATCH_VIEW))
                .endSelector()
                .endSpec()
                .build();
    }

    private static HasMetadata ingress(SiteModel site, IngressSpec ingress) {
        IngressBuilder builder = new IngressBuilder()
                .withMetadata(
                        Metadata.owned(site, Component.BATCH_VIEW, site.names().batchView()))
                .withNewSpec()
                .withIngressClassName(ingress.getClassName())
                .addNewRule()
                .withHost(ingress.getHost())
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(site.names().batchView())
                .withNewPort()
                .withName("http")
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .endSpec();
        if (ingress.getTlsSecret() != null) {
            builder.editSpec()
                    .addNewTl()
                    .withHosts(ingress.getHost())
                    .withSecretName(ingress.getTlsSecret())
                    .endTl()
                    .endSpec();
        }
        return builder.build();
    }
}
