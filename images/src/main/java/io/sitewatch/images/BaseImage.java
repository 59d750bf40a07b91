package io.sitewatch.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What an image stands on, as it was named: the reference of an image in a registry, a file as {@code docker save} writes
 * it, or a folder with a whole root file system.
 */
record BaseImage(String named) {

    /**
     * @param work a folder for what has to be made first
     * @throws BuildException for a name that means nothing
     */
    JibContainerBuilder begin(Platform platform, Path work) {
        Path path = Path.of(named);
        if (Files.isDirectory(path)) {
            return Jib.from(TarImage.at(new RootFolder(path).archive(work, platform)));
        }
        if (Files.isRegularFile(path)) {
            return Jib.from(TarImage.at(path));
        }
        if (named.startsWith("/") || named.startsWith(".") || named.endsWith(".tar")) {
            throw new BuildException(
                    "there is no base image at " + path.toAbsolutePath()
                            + ": name a file that `docker save` wrote, a folder with a root file system, or an image in a registry");
        }
        try {
            return Jib.from(RegistryImage.named(named)).setPlatforms(Set.of(platform));
        } catch (InvalidImageReferenceException e) {
            throw new BuildException("the base image " + named + " is no reference of an image: " + e.getMessage(), e);
        }
    }

    /** Whether everything that is needed is on this machine. */
    boolean isLocal() {
        return Files.exists(Path.of(named));
    }
}
