package io.sitewatch.kube.cel;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/** Kubernetes' quantity library. */
final class QuantityFunctions extends KubernetesFunctions {
    private static final OpaqueType QUANTITY = OpaqueType.create("kubernetes.Quantity");

    /** An amount, compared by its size: "1Gi" is "1024Mi". */
    record Amount(BigDecimal value) {
        static Amount of(String text) {
            return new Amount(Quantity.getAmountInBytes(Quantity.parse(text)).stripTrailingZeros());
        }
    }

    QuantityFunctions() {
        global("quantity", QUANTITY, SimpleType.STRING, String.class, Amount::of);
        global("isQuantity", SimpleType.BOOL, SimpleType.STRING, String.class, QuantityFunctions::isQuantity);
        member("sign", SimpleType.INT, QUANTITY, Amount.class, amount ->
                (long) amount.value().signum());
        member(
                "isInteger",
                SimpleType.BOOL,
                QUANTITY,
                Amount.class,
                amount -> amount.value().stripTrailingZeros().scale() <= 0);
        member("asInteger", SimpleType.INT, QUANTITY, Amount.class, amount -> amount.value()
                .longValueExact());
        member("asApproximateFloat", SimpleType.DOUBLE, QUANTITY, Amount.class, amount -> amount.value()
                .doubleValue());
        member(
                "isGreaterThan",
                SimpleType.BOOL,
                QUANTITY,
                Amount.class,
                QUANTITY,
                Amount.class,
                (one, other) -> one.value().compareTo(other.value()) > 0);
        member(
                "isLessThan",
                SimpleType.BOOL,
                QUANTITY,
                Amount.class,
                QUANTITY,
                Amount.class,
                (one, other) -> one.value().compareTo(other.value()) < 0);
        member("compareTo", SimpleType.INT, QUANTITY, Amount.class, QUANTITY, Amount.class, (one, other) ->
                (long) one.value().compareTo(other.value()));
        member(
                "add",
                QUANTITY,
                QUANTITY,
                Amount.class,
                QUANTITY,
                Amount.class,
                (one, other) -> new Amount(one.value().add(other.value()).stripTrailingZeros()));
        member(
                "add",
                QUANTITY,
                QUANTITY,
                Amount.class,
                SimpleType.INT,
                Long.class,
                (one, other) ->
                        new Amount(one.value().add(BigDecimal.valueOf(other)).stripTrailingZeros()));
        member(
                "sub",
                QUANTITY,
                QUANTITY,
                Amount.class,
                QUANTITY,
                Amount.class,
                (one, other) -> new Amount(one.value().subtract(other.value()).stripTrailingZeros()));
        member(
                "sub",
                QUANTITY,
                QUANTITY,
                Amount.class,
                SimpleType.INT,
                Long.class,
                (one, other) -> new Amount(
                        one.value().subtract(BigDecimal.valueOf(other)).stripTrailingZeros()));
    }

    private static boolean isQuantity(String text) {
        try {
            Amount.of(text);
            return true;
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            return false;
        }
    }
}
