package io.sitewatch.kube.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One library of functions: what they are called, and what they do. */
abstract class KubernetesFunctions {
    private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    final List<CelFunctionDecl> declarations() {
        return overloads.entrySet().stream()
                .map(entry -> CelFunctionDecl.newFunctionDeclaration(entry.getKey(), entry.getValue()))
                .toList();
    }

    final List<CelFunctionBinding> bindings() {
        return bindings;
    }

    final <T> void global(
            String name, CelType result, CelType argument, Class<T> type, CelFunctionOverload.Unary<T> body) {
        String id = id(name, argument);
        declare(name, CelOverloadDecl.newGlobalOverload(id, result, argument));
        bindings.add(CelFunctionBinding.from(id, type, body));
    }

    final <T> void member(
            String name, CelType result, CelType receiver, Class<T> type, CelFunctionOverload.Unary<T> body) {
        String id = "member_" + id(name, receiver);
        declare(name, CelOverloadDecl.newMemberOverload(id, result, receiver));
        bindings.add(CelFunctionBinding.from(id, type, body));
    }

    final <T, U> void member(
            String name,
            CelType result,
            CelType receiver,
            Class<T> type,
            CelType argument,
            Class<U> argumentType,
            CelFunctionOverload.Binary<T, U> body) {
        String id = "member_" + id(name, receiver) + "_" + id("", argument);
        declare(name, CelOverloadDecl.newMemberOverload(id, result, receiver, argument));
        bindings.add(CelFunctionBinding.from(id, type, argumentType, body));
    }

    final void member(
            String name, CelType result, List<CelType> arguments, List<Class<?>> types, CelFunctionOverload body) {
        String id = "member_" + id(name, arguments.get(0)) + "_" + arguments.size();
        declare(name, CelOverloadDecl.newMemberOverload(id, result, arguments));
        bindings.add(CelFunctionBinding.from(id, types, body));
    }

    private void declare(String name, CelOverloadDecl overload) {
        overloads.computeIfAbsent(name, absent -> new ArrayList<>()).add(overload);
    }

    private static String id(String name, CelType type) {
        return "k8s_" + name + "_" + type.name().replaceAll("\\W", "_");
    }
}
