package io.sitewatch.operator.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.crds.v1alpha1.ExternalKafka;
import io.sitewatch.crds.v1alpha1.ExternalPostgres;
import io.sitewatch.crds.v1alpha1.ExternalSearch;
import io.sitewatch.crds.v1alpha1.InstrumentSpec;
import io.sitewatch.crds.v1alpha1.KafkaSpec;
import io.sitewatch.crds.v1alpha1.ManageDashboards;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.MonitoringSiteSpec;
import io.sitewatch.crds.v1alpha1.PostgresSpec;
import io.sitewatch.crds.v1alpha1.SearchIngest;
import io.sitewatch.crds.v1alpha1.SearchSpec;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.readings.SiteRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Works out the {@link SiteModel}: pure, from a site with its defaults and from what there is of it. */
public final class SiteModels {
    /** The listener of the managed brokers that everything of the site uses. */
    public static final String LISTENER = "tls";

    private final Platform platform;

    public SiteModels(Platform platform) {
        this.platform = platform;
    }

    public SiteModel of(MonitoringSite site, LiveSite live, GeneratedPasswords passwords) {
        MonitoringSiteSpec spec = site.getSpec();
        SiteNames names = new SiteNames(
                site.getMetadata().getNamespace(), site.getMetadata().getName());
        // What runs already keeps its connections through an outage: only the first start waits for Ready.
        boolean started =
                live.find(ObjectKind.SPARK_APPLICATION, names.stream()).isPresent();
        return new SiteModel(
                names,
                Optional.ofNullable(site.getMetadata().getUid()).orElse(""),
                Optional.ofNullable(spec.getDisplayName())
                        .filter(name -> !name.isBlank())
                        .orElse(names.site()),
                spec.getTimezone(),
                Optional.ofNullable(spec.getCrs()),
                spec.getSource(),
                rules(spec.getInstruments()),
                kafka(spec, names, live, started),
                spec.getStream(),
                postgres(spec.getPostgres(), names, live, started),
                search(spec.getSearch(), names, live, started),
                spec.getBatchView(),
                Boolean.TRUE.equals(spec.getSuspend()),
                spec.getDeletionPolicy(),
                passwords,
                platform);
    }

    /** The manifest and the rules of the stream have the same fields and the same words. */
    private static SiteRules rules(List<InstrumentSpec> instruments) {
        return Json.as(SiteRules.class, Map.of("instruments", instruments == null ? List.of() : instruments));
    }

    private static KafkaModel kafka(MonitoringSiteSpec spec, SiteNames names, LiveSite live, boolean started) {
        KafkaSpec kafka = spec.getKafka();
        if (kafka.getExternal() != null) {
            return externalKafka(kafka.getExternal(), live);
        }
        Optional<LiveObject> cluster = live.find(ObjectKind.KAFKA, names.kafka());
        Address bootstrap = Address.read(cluster.flatMap(SiteModels::bootstrapServers), "Kafka " + names.kafka());
        Map<KafkaRole, Credentials> users = new EnumMap<>(KafkaRole.class);
        boolean usersReady = true;
        for (KafkaRole role : KafkaRole.values()) {
            if (role == KafkaRole.LOGSTASH && !logstash(spec.getSearch())) {
                continue;
            }
            Optional<LiveObject> user = live.find(ObjectKind.KAFKA_USER, names.kafkaUser(role));
            users.put(
                    role,
                    Credentials.named(
                            written(user, "/status/username").orElse(names.kafkaUser(role)),
                            written(user, "/status/secret").orElse(names.kafkaUser(role)),
                            "password"));
            usersReady &= user.filter(one -> one.conditionIsTrue("Ready")).isPresent();
        }
        boolean ready = cluster.filter(one -> one.conditionIsTrue("Ready")).isPresent() && usersReady;
        return new KafkaModel(
                Optional.of(kafka.getManaged()),
                bootstrap,
                "SASL_SSL",
                Optional.of("SCRAM-SHA-512"),
                Optional.of(names.kafkaAuthority()),
                Map.copyOf(users),
                bootstrap.known() && (ready || started));
    }

    private static KafkaModel externalKafka(ExternalKafka external, LiveSite live) {
        String protocol = Json.tree(external.getSecurityProtocol()).asText();
        Map<KafkaRole, Credentials> users = new EnumMap<>(KafkaRole.class);
        if (protocol.startsWith("SASL_")) {
            for (KafkaRole role : KafkaRole.values()) {
                users.put(role, Credentials.basic(external.getCredentialsSecret()));
            }
        }
        return new KafkaModel(
                Optional.empty(),
                Address.of(external.getBootstrapServers()),
                protocol,
                users.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Json.tree(external.getSaslMechanism()).asText()),
                Optional.ofNullable(external.getCaSecret()),
                Map.copyOf(users),
                present(live, external.getCredentialsSecret(), external.getCaSecret()));
    }

    private static Optional<String> bootstrapServers(LiveObject kafka) {
        return StreamSupport.stream(kafka.at("/status/listeners").spliterator(), false)
                .filter(listener -> LISTENER.equals(listener.path("name").asText()))
                .map(listener -> listener.path("bootstrapServers").asText(""))
                .filter(servers -> !servers.isEmpty())
                .findFirst();
    }

    private static PostgresModel postgres(PostgresSpec postgres, SiteNames names, LiveSite live, boolean started) {
        if (postgres.getExternal() != null) {
            ExternalPostgres external = postgres.getExternal();
            return new PostgresModel(
                    Optional.empty(),
                    external.getJdbcUrl(),
                    Optional.empty(),
                    Credentials.basic(external.getCredentialsSecret()),
                    Optional.ofNullable(external.getReportCredentialsSecret()).map(Credentials::basic),
                    Optional.ofNullable(external.getCaSecret()),
                    present(live, external.getCredentialsSecret(), external.getCaSecret()));
        }
        Optional<LiveObject> cluster = live.find(ObjectKind.POSTGRES_CLUSTER, names.database());
        return new PostgresModel(
                Optional.of(postgres.getManaged()),
                "jdbc:postgresql://$(POSTGRES_HOST):$(POSTGRES_PORT)/$(POSTGRES_DATABASE)?sslmode=verify-full",
                Optional.of(names.databaseOwner()),
                Credentials.basic(names.databaseOwner()),
                Optional.of(Credentials.basic(names.databaseReport())),
                Optional.of(names.databaseAuthority()),
                cluster.isPresent() && (started || cluster.get().conditionIsTrue("Ready")));
    }

    private static Optional<SearchModel> search(SearchSpec search, SiteNames names, LiveSite live, boolean started) {
        if (search.getDisabled() != null) {
            return Optional.empty();
        }
        if (search.getExternal() != null) {
            ExternalSearch external = search.getExternal();
            boolean present = present(live, external.getCredentialsSecret(), external.getCaSecret());
            return Optional.of(new SearchModel(
                    Optional.empty(),
                    Optional.empty(),
                    external.getElasticsearchUrl(),
                    Optional.ofNullable(external.getKibanaUrl()),
                    Credentials.basicOrApiKey(external.getCredentialsSecret()),
                    Credentials.basicOrApiKey(external.getCredentialsSecret()),
                    Optional.ofNullable(external.getCaSecret()),
                    Optional.ofNullable(external.getCaSecret()),
                    content(search, names, live),
                    Optional.ofNullable(search.getRetention()),
                    logstash(search),
                    present,
                    present && (started || live.content().templatesReady())));
        }
        Optional<LiveObject> cluster = live.find(ObjectKind.ELASTICSEARCH, names.elasticsearch());
        boolean answers = cluster.filter(SiteModels::answers).isPresent();
        boolean kibana = Boolean.TRUE.equals(search.getManaged().getKibana().getEnabled());
        return Optional.of(new SearchModel(
                Optional.of(search.getManaged()),
                kibana ? Optional.of(search.getManaged().getKibana()) : Optional.empty(),
                "https://" + names.host(names.elasticsearchService()) + ":9200",
                kibana ? Optional.of("https://" + names.host(names.kibana() + "-kb-http") + ":5601") : Optional.empty(),
                Credentials.named("sitewatch-stream", names.searchUser(), "password"),
                Credentials.named("sitewatch-operator", names.searchKeeper(), "password"),
                Optional.of(names.elasticsearchAuthority()),
                Optional.of(names.kibanaAuthority()),
                content(search, names, live),
                Optional.ofNullable(search.getRetention()),
                logstash(search),
                answers,
                started && cluster.isPresent() || answers && live.content().templatesReady()));
    }

    private static SearchModel.Content content(SearchSpec search, SiteNames names, LiveSite live) {
        return new SearchModel.Content(
                search.getKibana().getManageDashboards() == ManageDashboards.ALWAYS,
                Optional.ofNullable(search.getKibana().getConnector()),
                live.content().ledger().orElseGet(() -> written(live, names)));
    }

    /** What the operator before this one wrote down. */
    private static Map<String, String> written(LiveSite live, SiteNames names) {
        Map<String, String> ledger = new TreeMap<>();
        live.find(ObjectKind.CONFIG_MAP, names.kibanaContent()).ifPresent(map -> map.at("/data")
                .properties()
                .forEach(entry -> ledger.put(entry.getKey(), entry.getValue().asText())));
        return ledger;
    }

    private static boolean answers(LiveObject elasticsearch) {
        String health = elasticsearch.text("/status/health");
        return health.equals("green") || health.equals("yellow");
    }

    private static boolean logstash(SearchSpec search) {
        return search.getDisabled() == null && search.getIngest() == SearchIngest.LOGSTASH;
    }

    private static Optional<String> written(Optional<LiveObject> object, String pointer) {
        return object.map(one -> one.at(pointer)).map(JsonNode::textValue).filter(text -> !text.isEmpty());
    }

    private static boolean present(LiveSite live, String... secrets) {
        for (String secret : secrets) {
            if (secret != null && live.absentSecrets().contains(secret)) {
                return false;
            }
        }
        return true;
    }
}
