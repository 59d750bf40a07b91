package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Conditions;
import io.sitewatch.local.cluster.control.Credentials;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.control.Reconciler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Strimzi's user operator: a password in a Secret, the same in the broker, and the rules of what the user may do. */
final class KafkaUserReconciler implements Reconciler {
    private static final int ITERATIONS = 4096;
    private static final Duration WAIT = Duration.ofSeconds(3);

    private final Parts parts;
    private final Broker brokers;
    private final Credentials credentials = new Credentials();
    /** Which cluster a user was in, to take it out of there when its resource has gone. */
    private final Map<Key, Key> known = new ConcurrentHashMap<>();

    KafkaUserReconciler(Parts parts, Broker brokers) {
        this.parts = parts;
        this.brokers = brokers;
    }

    @Override
    public Optional<Duration> reconcile(Key key) throws InterruptedException {
        Optional<GenericKubernetesResource> user = parts.api()
                .cached(Kind.KAFKA_USER, key)
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null);
        if (user.isEmpty()) {
            forget(key);
            return Optional.empty();
        }
        Key cluster = new Key(
                key.namespace(), StrimziPart.clusterOf(user.get().getMetadata().getLabels()));
        Optional<Admin> admin = brokers.admin(cluster);
        if (admin.isEmpty()) {
            return Optional.of(WAIT);
        }
        known.put(key, cluster);
        try {
            String password = password(user.get());
            setPassword(admin.get(), key.name(), password);
            setAcls(admin.get(), key.name(), wantedAcls(user.get()));
            writeStatus(user.get(), Optional.empty());
            return Optional.empty();
        } catch (ApiException | UnsupportedOnLaptop problem) {
            writeStatus(user.get(), Optional.of(problem));
            return Optional.of(WAIT);
        }
    }

    /** The password of the Secret that the user has; a new one when there is none. */
    private String password(GenericKubernetesResource user) {
        String type = Fields.of(user).at("spec", "authentication", "type").text("");
        if (!type.equals("scram-sha-512")) {
            throw new UnsupportedOnLaptop(
                    "spec.authentication.type \"" + type + "\" is not played on the laptop, only scram-sha-512");
        }
        Key key = Key.of(user);
        Fields given = Fields.of(user).at("spec", "authentication", "password", "valueFrom", "secretKeyRef");
        String password = given.present()
                ? given(
                        key.namespace(),
                        given.at("name").text(""),
                        given.at("key").text(""))
                : parts.api()
                        .get(Secret.class, key)
                        .flatMap(secret -> Credentials.valueOf(secret, "password"))
                        .orElseGet(credentials::password);
        parts.api()
                .ensure(
                        new SecretBuilder()
                                .withMetadata(Owned.by(
                                        user,
                                        key.name(),
                                        Map.of(
                                                StrimziPart.CLUSTER_LABEL,
                                                StrimziPart.clusterOf(
                                                        user.getMetadata().getLabels()),
                                                "strimzi.io/kind",
                                                "KafkaUser",
                                                "app.kubernetes.io/managed-by",
                                                "strimzi-user-operator")))
                                .withType("Opaque")
                                .withData(Map.of(
                                        "password", Credentials.encoded(password),
                                        "sasl.jaas.config", Credentials.encoded(jaas(key.name(), password))))
                                .build(),
                        StrimziPart.MANAGER);
        return password;
    }

    private String given(String namespace, String name, String field) {
        return parts.api()
                .get(Secret.class, new Key(namespace, name))
                .flatMap(secret -> Credentials.valueOf(secret, field))
                .orElseThrow(() -> new UnsupportedOnLaptop("the Secret " + name + " with the key " + field
                        + " that spec.authentication.password names does not exist"));
    }

    private static String jaas(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    private static void setPassword(Admin admin, String user, String password) throws InterruptedException {
        UserScramCredentialAlteration upsertion = new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password);
        Broker.await(admin.alterUserScramCredentials(List.of(upsertion)).all());
    }

    private static Set<AclBinding> wantedAcls(GenericKubernetesResource user) {
        Fields authorization = Fields.of(user).at("spec", "authorization");
        return authorization.present()
                ? UserAcls.of(
                        user.getMetadata().getName(), authorization.at("acls").items())
                : Set.of();
    }

    private static void setAcls(Admin admin, String user, Set<AclBinding> wanted) throws InterruptedException {
        AclBindingFilter ofUser = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
        Set<AclBinding> present;
        try {
            present = new HashSet<>(Broker.await(admin.describeAcls(ofUser).values()));
        } catch (org.apache.kafka.common.errors.SecurityDisabledException e) {
            return;
        }
        List<AclBinding> missing =
                wanted.stream().filter(acl -> !present.contains(acl)).toList();
        if (!missing.isEmpty()) {
            Broker.await(admin.createAcls(missing).all());
        }
        List<AclBindingFilter> surplus = new ArrayList<>(present.stream()
                .filter(acl -> !wanted.contains(acl))
                .map(AclBinding::toFilter)
                .toList());
        if (!surplus.isEmpty()) {
            Broker.await(admin.deleteAcls(surplus).all());
        }
    }

    private void forget(Key key) throws InterruptedException {
        Key cluster = known.remove(key);
        Optional<Admin> admin = cluster == null ? Optional.empty() : brokers.admin(cluster);
        if (admin.isEmpty()) {
            return;
        }
        setAcls(admin.get(), key.name(), Set.of());
        try {
            Broker.await(admin.get()
                    .alterUserScramCredentials(
                            List.of(new UserScramCredentialDeletion(key.name(), ScramMechanism.SCRAM_SHA_512)))
                    .all());
        } catch (ResourceNotFoundException e) {
            return;
        }
    }

    private void writeStatus(GenericKubernetesResource user, Optional<RuntimeException> problem) {
        Conditions conditions = new Conditions(parts.clock(), Fields.of(user).at("status", "conditions"));
        problem.ifPresentOrElse(
                refused -> conditions.fails("Ready", refused.getClass().getSimpleName(), refused.getMessage()),
                () -> conditions.holds("Ready"));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("conditions", conditions.list());
        status.put("observedGeneration", user.getMetadata().getGeneration());
        if (problem.isEmpty()) {
            status.put("username", user.getMetadata().getName());
            status.put("secret", user.getMetadata().getName());
        }
        parts.api().writeStatus(Kind.KAFKA_USER, Key.of(user), status);
    }
}
