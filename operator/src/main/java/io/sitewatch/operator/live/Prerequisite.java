package io.sitewatch.operator.live;

/**
 * An operator that has to be in the cluster before a site that needs it can come up, with the command that installs it: the
 * same as {@code manifests/install} runs.
 */
public enum Prerequisite {
    /** The API server itself. */
    NONE("Kubernetes", ""),
    STRIMZI(
            "Strimzi",
            "helm upgrade --install strimzi oci://quay.io/strimzi-helm/strimzi-kafka-operator --version 1.2.0 --namespace"
                    + " strimzi --create-namespace --set watchAnyNamespace=true"),
    CLOUD_NATIVE_PG(
            "CloudNativePG",
            "helm upgrade --install cnpg cloudnative-pg --repo https://cloudnative-pg.github.io/charts --version"
                    + " 0.29.0 --namespace cnpg-system --create-namespace"),
    ECK(
            "Elastic Cloud on Kubernetes",
            "helm upgrade --install elastic-operator eck-operator --repo https://helm.elastic.co --version"
                    + " 3.5.0 --namespace elastic-system --create-namespace"),
    SPARK_OPERATOR(
            "the Spark Kubernetes operator",
            "helm upgrade --install spark spark-kubernetes-operator --repo"
                    + " https://apache.github.io/spark-kubernetes-operator --namespace spark-operator"
                    + " --create-namespace --set-string 'operatorConfiguration.spark-operator\\.properties="
                    + "spark.kubernetes.operator.watchedNamespaces=*'");

    private final String title;
    private final String command;

    Prerequisite(String title, String command) {
        this.title = title;
        this.command = command;
    }

    /** The name of the project, for people. */
    public String title() {
        return title;
    }

    /** What to run to have it. */
    public String command() {
        return command;
    }
}
