import { flawsOn } from './support/flaws';
import type { World } from './support/world';

/** Each part of the page that shows every component, with its heading there. */
const PARTS = {
  look: 'Icon',
  press: 'Button',
  fields: 'Field',
  rows: 'Rows',
  states: 'StateView',
  card: 'MemberCard',
  sheets: 'ApprovalSheet',
};
const NARROWEST = 320;

/** All states of all components, also those that no other test meets: the tests' own build shows them. */
export function components(world: World): void {
  test('fit the narrowest phone, are as large as a thumb, and keep nobody out', async () => {
    const phone = await world.phone({ language: 'en', dark: true });
    await phone.page.setViewportSize({ width: NARROWEST, height: 844 });
    const found: Record<string, string[]> = {};
    for (const [part, heading] of Object.entries(PARTS)) {
      await phone.page.goto(`${world.stack.url}/#/features/gallery/index?part=${part}`);
      await phone.page.reload();
      await phone.sees(heading);
      const amiss = await flawsOn(phone);
      if (amiss.length > 0) found[part] = amiss;
    }
    expect(found).toEqual({});
  });
}
