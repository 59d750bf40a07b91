package io.sitewatch.kube.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.Strategy;
import io.sitewatch.kube.schema.Defaulting;
import io.sitewatch.kube.schema.NullFields;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.validation.CustomResourceValidator;
import java.util.List;

/** Custom resources follow their CRD: defaults, structure, value rules and CEL. */
public final class CustomResourceStrategy implements Strategy {
    private final ResourceType type;
    private final Defaulting defaulting = new Defaulting();
    private final NullFields nulls = new NullFields();
    private CustomResourceValidator validator;

    public CustomResourceStrategy(ResourceType type) {
        this.type = type;
    }

    @Override
    public Schema schema() {
        return type.schema().get();
    }

    @Override
    public void read(ObjectNode object) {
        nulls.prune(schema(), object);
    }

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        defaulting.apply(schema(), object);
    }

    @Override
    public List<Cause> validate(ObjectNode object, ObjectNode before) {
        return validator().validate(object, before);
    }

    @Override
    public boolean countsGenerations() {
        return true;
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }

    private synchronized CustomResourceValidator validator() {
        if (validator == null) {
            validator = new CustomResourceValidator(schema());
        }
        return validator;
    }
}
