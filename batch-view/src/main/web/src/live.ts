import { api, type Overview } from "./api";

const AGAIN_AFTER_MS = 5000;

interface Listener {
  connected: (live: boolean) => void;
  update: (overview: Overview) => void;
}

/**
 * Changes as they come, until the returned function is called. A browser connects again by itself after a broken
 * connection, but gives up after an answer that is no stream, such as that of a database that is away or of a session that
 * is over: then this asks again.
 */
export function liveUpdates(listener: Listener): () => void {
  let events: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const connect = () => {
    if (stopped) return;
    events = new EventSource("api/events");
    events.onopen = () => listener.connected(true);
    events.onmessage = (event) => listener.update(JSON.parse(event.data) as Overview);
    events.onerror = () => {
      listener.connected(false);
      if (events.readyState === EventSource.CLOSED) again = setTimeout(() => void lookAgain(), AGAIN_AFTER_MS);
    };
  };
  const lookAgain = async () => {
    await api.site().catch(() => undefined);
    connect();
  };

  connect();
  return () => {
    stopped = true;
    clearTimeout(again);
    events.close();
  };
}
