import { DestinationLogo } from "#components/patterns/destination-logo.tsx";
import { IntegrationType } from "#lib/contracts/integrations.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

test("shows a picture for every destination, which is not read out", async ({ workspace }) => {
  const page = await workspace.open(
    <ul>
      {IntegrationType.options.map((type) => (
        <li key={type}>
          <DestinationLogo type={type} />
        </li>
      ))}
    </ul>,
  );
  const pictures = () => [...page.container.querySelectorAll("img")];
  await expect
    .poll(() => pictures().filter(({ naturalWidth }) => naturalWidth > 0).length)
    .toBe(IntegrationType.options.length);
  await expect.element(page.getByRole("img")).not.toBeInTheDocument();
});

test("takes its place before it is loaded", async ({ workspace }) => {
  const page = await workspace.open(<DestinationLogo type="slack" size="sm" />);
  const { width, height } = page.container.querySelector("img")?.getBoundingClientRect() ?? new DOMRect();
  expect([width, height]).toEqual([20, 20]);
});
