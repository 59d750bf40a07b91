package io.sitewatch.local.cli.manifest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML files of one or more documents into resources, and remembers where each field stands. */
public final class ManifestReader {
    private final ObjectMapper json = new ObjectMapper();

    /** Everything in the files; a file that cannot be read becomes a problem and does not keep the others back. */
    public ManifestReading read(List<Path> files) {
        List<Manifest> manifests = new ArrayList<>();
        List<ManifestProblem> problems = new ArrayList<>();
        for (Path file : files) {
            read(file, manifests, problems);
        }
        return new ManifestReading(manifests, problems);
    }

    private void read(Path file, List<Manifest> manifests, List<ManifestProblem> problems) {
        if (Files.isDirectory(file)) {
            problems.add(new ManifestProblem(file, 0, "", "is a folder: name the manifest files in it"));
            return;
        }
        int before = manifests.size() + problems.size();
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            // Once for the lines and once for the values: the values alone do not know where they stood.
            Iterator<Node> nodes =
                    new Compose(settings).composeAllFromString(text).iterator();
            Iterator<Object> values = new Load(settings).loadAllFromString(text).iterator();
            while (nodes.hasNext() && values.hasNext()) {
                document(file, nodes.next(), values.next(), manifests, problems);
            }
        } catch (NoSuchFileException e) {
            problems.add(new ManifestProblem(file, 0, "", "there is no such file"));
        } catch (CharacterCodingException e) {
            problems.add(new ManifestProblem(file, 0, "", "is not text in UTF-8: save it as that"));
        } catch (IOException e) {
            problems.add(new ManifestProblem(file, 0, "", "cannot be read: " + e));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(new ManifestProblem(file, line, "", "is not valid YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(new ManifestProblem(file, 0, "", "is not valid YAML: " + firstLine(e.getMessage())));
        }
        if (manifests.size() + problems.size() == before) {
            problems.add(new ManifestProblem(file, 0, "", "is empty: write a MonitoringSite into it"));
        }
    }

    private void document(
            Path file, Node node, Object value, List<Manifest> manifests, List<ManifestProblem> problems) {
        if (value == null) {
            return;
        }
        int line = FieldLines.lineOf(node);
        if (!(value instanceof Map<?, ?>)) {
            problems.add(new ManifestProblem(
                    file, line, "", "is no Kubernetes resource: it must begin with apiVersion, kind and metadata"));
            return;
        }
        try {
            manifests.add(new Manifest(
                    file, line, FieldLines.of(node), json.convertValue(value, GenericKubernetesResource.class)));
        } catch (IllegalArgumentException e) {
            problems.add(new ManifestProblem(
                    file, line, "", "has apiVersion, kind or metadata in a wrong form: " + firstLine(e.getMessage())));
        }
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
