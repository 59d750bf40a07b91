package io.sitewatch.images;

import java.nio.file.Path;

/**
 * Files of the build that become one layer of an image.
 *
 * @param name for people
 * @param from a file or a folder, relative to the repository
 * @param to where it is in the image
 */
record Layer(String name, Path from, String to) {
    static Layer of(String name, String from, String to) {
        return new Layer(name, Path.of(from), to);
    }
}
