package io.sitewatch.local.cluster.strimzi;

import io.sitewatch.local.cluster.control.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rules of a KafkaUser's {@code spec.authorization.acls}, as the broker has them. */
final class UserAcls {
    private UserAcls() {}

    static Set<AclBinding> of(String user, List<Fields> acls) {
        Set<AclBinding> bindings = new HashSet<>();
        for (Fields acl : acls) {
            ResourcePattern pattern = pattern(acl.at("resource"));
            AclPermissionType permission =
                    AclPermissionType.fromString(acl.at("type").text("allow").toUpperCase(Locale.ROOT));
            for (String operation : acl.at("operations").texts()) {
                bindings.add(new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                "User:" + user, acl.at("host").text("*"), operation(operation), permission)));
            }
        }
        return bindings;
    }

    /** {@code DescribeConfigs} is {@code DESCRIBE_CONFIGS} in the broker. */
    private static AclOperation operation(String operation) {
        AclOperation known = AclOperation.fromString(
                operation.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
        if (known == AclOperation.UNKNOWN) {
            throw new UnsupportedOnLaptop("spec.authorization.acls: there is no operation " + operation);
        }
        return known;
    }

    private static ResourcePattern pattern(Fields resource) {
        String type = resource.at("type").text("");
        String name = resource.at("name").text("*");
        PatternType patternType = resource.at("patternType").text("literal").equals("prefix")
                ? PatternType.PREFIXED
                : PatternType.LITERAL;
        return switch (type) {
            case "topic" -> new ResourcePattern(ResourceType.TOPIC, name, patternType);
            case "group" -> new ResourcePattern(ResourceType.GROUP, name, patternType);
            case "transactionalId" -> new ResourcePattern(ResourceType.TRANSACTIONAL_ID, name, patternType);
            case "cluster" -> new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
            default ->
                throw new UnsupportedOnLaptop("spec.authorization.acls: there is no resource type \"" + type + "\"");
        };
    }
}
