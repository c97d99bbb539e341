import { type EmbedOptions, WorkspaceEmbed } from "@meshes/embed";
import { useEffect, useRef } from "react";

/** `options` must be stable: another object is another embed with a session of its own. */
export function MeshesWorkspace({ options }: { options: EmbedOptions }) {
  const slot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (slot.current === null) return;
    const embed = new WorkspaceEmbed(slot.current, options);
    return () => embed.destroy();
  }, [options]);
  return <div ref={slot} className="frame-slot" />;
}
