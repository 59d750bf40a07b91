package io.sitewatch.kube.control;

import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.crd.CustomTypes;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.TypeRegistry;
import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ChangeListener;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.util.List;

/** Serves what the stored CustomResourceDefinitions define, from the very revision on in which they say so. */
public final class CustomTypeRegistrar implements ChangeListener {
    private final TypeRegistry registry;
    private final CustomTypes customTypes;

    public CustomTypeRegistrar(ObjectStore store, TypeRegistry registry, CustomTypes customTypes) {
        this.registry = registry;
        this.customTypes = customTypes;
        store.list(BuiltInTypes.CRDS, null).objects().forEach(this::serve);
        store.listen(this);
    }

    @Override
    public void changed(Change change) {
        if (!change.object().storage().equals(BuiltInTypes.CRDS)) {
            return;
        }
        if (change.kind() == Change.Kind.DELETED) {
            var spec = change.object().tree().path("spec");
            registry.replaceCustom(Json.text(spec, "group"), Json.text(spec, "names", "plural"), List.of());
        } else {
            serve(change.object());
        }
    }

    private void serve(Stored definition) {
        var tree = definition.tree();
        registry.replaceCustom(
                Json.text(tree, "spec", "group"), Json.text(tree, "spec", "names", "plural"), customTypes.of(tree));
    }
}
