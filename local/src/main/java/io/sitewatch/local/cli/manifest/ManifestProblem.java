package io.sitewatch.local.cli.manifest;

import java.nio.file.Path;

/**
 * Why a manifest is refused, for one line at the terminal.
 *
 * @param file as the person named it
 * @param line from 1; 0 when the problem is the file itself
 * @param field path of the field, empty when the problem is the document or the file
 * @param message names the value and what to write instead
 */
public record ManifestProblem(Path file, int line, String field, String message) {

    /** {@code file:line: field: message}, the form that editors jump to. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
