package io.sitewatch.kube.http;

import io.sitewatch.kube.access.Action;
import io.sitewatch.kube.access.RoleAccess;
import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.patch.PatchType;
import io.sitewatch.kube.rest.Target;
import io.sitewatch.kube.rest.WriteOptions;
import io.sitewatch.kube.rest.Written;
import io.sitewatch.kube.store.ObjectStore;
import java.util.function.Function;

/** Whether the one who asks may do what the request would do. */
final class AccessCheck {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private final RoleAccess access;
    private final ObjectStore store;

    AccessCheck(RoleAccess access, ObjectStore store) {
        this.access = access;
        this.store = store;
    }

    void require(Target target, ApiRequest request) {
        access.require(request.caller(), action(verb(target, request), target));
        if (makesAnew(target, request)) {
            access.require(request.caller(), action("create", target));
        }
    }

    /** Writes, unless that would give away rights that the writer does not have. */
    Written write(Target target, ApiRequest request, Function<WriteOptions, Written> write) {
        WriteOptions options = request.writeOptions();
        if (target.type().group().equals(RBAC) && !request.caller().isAdministrator()) {
            Written result = write.apply(
                    new WriteOptions(true, options.manager(), options.force(), WriteOptions.FieldValidation.Ignore));
            access.requireNoEscalation(request.caller(), action(verb(target, request), target), result.object());
        }
        return write.apply(options);
    }

    /** An apply of what is not there is a creation. */
    private boolean makesAnew(Target target, ApiRequest request) {
        return request.method().equals("PATCH")
                && target.name() != null
                && PatchType.of(request.contentType(), target.type()) == PatchType.APPLY
                && store.get(target.type().storage(), target.key()).isEmpty();
    }

    private static String verb(Target target, ApiRequest request) {
        return switch (request.method()) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> target.name() == null ? "deletecollection" : "delete";
            default -> request.flag("watch") ? "watch" : target.name() == null ? "list" : "get";
        };
    }

    private static Action action(String verb, Target target) {
        String plural = target.type().plural();
        return new Action(
                verb,
                target.type().group(),
                target.subresource().isEmpty() ? plural : plural + "/" + target.subresource(),
                namespace(target),
                target.name() == null ? "" : target.name());
    }

    /** A Role may give rights on its own namespace: one that is named is in itself. */
    private static String namespace(Target target) {
        if (target.type().storage().equals(BuiltInTypes.NAMESPACES)) {
            return target.name() == null ? "" : target.name();
        }
        return target.namespaceOrNone();
    }
}
