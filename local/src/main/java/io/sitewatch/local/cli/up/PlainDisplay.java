package io.sitewatch.local.cli.up;

import io.sitewatch.local.cli.site.SiteSnapshot;
import io.sitewatch.local.cli.view.StartupChanges;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** One line a change, for files, pipes and {@code --plain}. */
final class PlainDisplay implements Display {
    private final PrintStream out;
    private final StartupChanges changes = new StartupChanges();

    PlainDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public void line(String text) {
        out.println(text);
    }

    @Override
    public void starting(List<SiteSnapshot> sites, Duration elapsed) {
        changes.lines(sites).forEach(text -> out.printf("%4ds  %s%n", elapsed.toSeconds(), text));
    }

    @Override
    public void settle() {
        out.flush();
    }
}
