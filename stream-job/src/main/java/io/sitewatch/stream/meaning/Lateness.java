package io.sitewatch.stream.meaning;

import java.util.ArrayList;
import java.util.List;

/**
 * Which windows are late: one of their readings stands in the log behind one of a later window. A window that is not late
 * stands in the log wholly before all later ones, so nothing beyond such a window needs a look.
 */
final class Lateness {
    private final Timeline timeline;

    Lateness(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * Marks anew what a reading in that window may have changed, which is not the last in the log so far.
     *
     * @return earlier windows that have become late by it
     */
    List<Window> settle(long windowStart) {
        List<Window> overtaken = new ArrayList<>();
        Timeline.Cursor at = timeline.at(windowStart);
        Window window = at.window();
        window.late = isOvertaken(window);
        for (Window earlier = at.back(); earlier != null; earlier = at.back()) {
            if (earlier.late) {
                continue;
            }
            if (earlier.last().standsBefore(window.first())) {
                break;
            }
            earlier.late = true;
            overtaken.add(earlier);
        }
        return overtaken;
    }

    private boolean isOvertaken(Window window) {
        Timeline.Cursor at = timeline.at(window.start);
        for (Window later = at.next(); later != null; later = at.next()) {
            if (later.first().standsBefore(window.last())) {
                return true;
            }
            if (!later.late) {
                return false;
            }
        }
        return false;
    }
}
