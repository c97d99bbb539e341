import type { CDPSession, Page } from "@playwright/test";

/**
 * Slows the page's and its iframes' processors down by `rate`. An iframe of another site has a process of its own,
 * which is held until its rate is set: no script of it runs at full speed. Says how many were.
 */
export async function slowDown(page: Page, rate: number): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  let frames = 0;
  session.on("Target.attachedToTarget", ({ sessionId }) => {
    frames += 1;
    void start(session, sessionId, rate);
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  return () => frames;
}

async function start(session: CDPSession, sessionId: string, rate: number): Promise<void> {
  const send = (id: number, method: string, params: object) =>
    session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
  await send(1, "Emulation.setCPUThrottlingRate", { rate });
  await send(2, "Runtime.runIfWaitingForDebugger", {});
}
