import type { EmbedOptions, WorkspaceMessage } from "@meshes/embed";
import { useState } from "react";
import { backend } from "../public/backend.js";
import { readSettings, sessionBody } from "../public/settings.js";
import { MeshesWorkspace } from "./meshes-workspace.tsx";

declare global {
  interface Window {
    meshesLog: { at: number; frame: number; direction: string; type: string; message: WorkspaceMessage }[];
  }
}

const settings = readSettings(location.search, "");

const options: EmbedOptions = {
  createSession: () => backend.createSession(sessionBody(settings)),
  refreshSession: (id) => backend.refreshSession(id),
  onMessage(direction, message) {
    window.meshesLog.push({ at: Date.now(), frame: 1, direction, type: message.type, message });
  },
};

export function App() {
  const [isMounted, setMounted] = useState(settings.autostart);
  return (
    <main className="layout-single">
      <h1>Integrations with React</h1>
      <p className="lead">The same embed inside React's StrictMode, which mounts every component twice.</p>
      <div className="controls">
        <button type="button" onClick={() => setMounted((current) => !current)}>
          {isMounted ? "Unmount workspace" : "Mount workspace"}
        </button>
      </div>
      <section className="card frame-card" aria-label="Workspace 1">
        {isMounted ? <MeshesWorkspace options={options} /> : <div className="frame-slot" />}
      </section>
    </main>
  );
}
