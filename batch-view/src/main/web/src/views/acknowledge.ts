import { html, nothing, render } from "lit-html";
import { api, type Alert, type Site } from "../api";
import { typeName } from "../levels";
import { moment } from "../time";

const NAME = "sitewatch.acknowledges-as";

/** Asks for a word about an alert and keeps it for ever. */
export function acknowledgeDialog(site: Site, alert: Alert, done: () => Promise<void>): void {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "acknowledge-title");
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  let wrong: string | undefined;

  const draw = () =>
    render(
      html`<form @submit=${(event: SubmitEvent) => void send(event)}>
        <h2 id="acknowledge-title">Acknowledge</h2>
        <p>
          ${alert.borehole_number}, ${typeName(alert.instrument)}:
          <strong>${alert.kind === "stale" ? "went silent" : `${alert.from_level} → ${alert.to_level}`}</strong><br />
          <span class="quiet">${moment(alert.at)}</span>
        </p>
        ${site.person
          ? html`<p>As <strong>${site.person}</strong></p>`
          : html`<label
              >Your name
              <input
                name="name"
                required
                maxlength="200"
                autocomplete="name"
                .value=${localStorage.getItem(NAME) ?? ""}
                ?disabled=${!site.declared_names}
            /></label>
            <p class="quiet">
              ${site.declared_names
                ? "This site has no sign-in: the log will say that the name is your own word."
                : "Sign in to acknowledge: this site takes no name that nobody vouches for."}
            </p>`}
        <label>Comment <textarea name="comment" rows="3" maxlength="4000"></textarea></label>
        ${wrong ? html`<p class="warning" role="alert">${wrong}</p>` : nothing}
        <p class="buttons">
          <button type="button" class="plain" @click=${() => dialog.close()}>Cancel</button>
          <button type="submit">Acknowledge</button>
        </p>
      </form>`,
      dialog,
    );

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = form.get("name")?.toString().trim();
    try {
      await api.acknowledge({
        instrument: alert.instrument,
        borehole_number: alert.borehole_number,
        at: alert.at,
        kind: alert.kind,
        comment: form.get("comment"),
        name,
      });
      if (name) localStorage.setItem(NAME, name);
      dialog.close();
      await done();
    } catch (error) {
      wrong = error instanceof Error ? error.message : String(error);
      draw();
    }
  };

  draw();
  dialog.showModal();
}
