package io.sitewatch.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * One cluster for all scenarios, because starting one takes longer than most of them: that of {@code KUBECONFIG}, or the
 * laptop cluster. When a scenario fails, what there is to know of the cluster is collected first.
 */
final class SharedCluster implements BeforeAllCallback, ParameterResolver, TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(SharedCluster.class);

    /** Closed with everything else that the tests' run keeps. */
    private record Kept(ClusterDriver driver) implements AutoCloseable {
        @Override
        public void close() {
            driver.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        driver(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ClusterDriver.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return driver(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Path folder = Path.of(
                "target",
                "diagnostics",
                context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName());
        try {
            Files.createDirectories(folder);
            new Diagnostics(driver(context)).collect(folder);
            failure.addSuppressed(new AssertionError("diagnostics are in " + folder.toAbsolutePath()));
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    private static ClusterDriver driver(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent("driver", key -> new Kept(open()), Kept.class)
                .driver();
    }

    private static ClusterDriver open() {
        try {
            Optional<Path> kubeconfig = Optional.ofNullable(System.getenv("KUBECONFIG"))
                    .filter(path -> !path.isBlank())
                    .map(path -> Path.of(path.split(File.pathSeparator)[0]))
                    .filter(Files::isRegularFile);
            System.out.println("Scenarios run against "
                    + kubeconfig
                            .map(path -> "the cluster of KUBECONFIG " + path)
                            .orElse("the laptop cluster"));
            return kubeconfig.isPresent()
                    ? new KubeDriver(kubeconfig.get())
                    : new LaptopDriver(Path.of("..", "examples", "shaft.yaml").toAbsolutePath(), "records=200");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
