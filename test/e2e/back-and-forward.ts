import { MANAGER, signIn } from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';
import { MEMBER } from './tours/member';

/** A little down a card's page, and far down its entries. */
const ON_CARD = 200;
const IN_LIST = 1_500;
const LATEST = '最近流水';
const SEARCH = '搜索商家';

/** Runs in the page: whether the page of the app that is on the screen is scrolled so far. */
const isScrolledBy = (top: number): boolean =>
  [...document.querySelectorAll('.taro_page')].some(
    (page) => page.checkVisibility() && page.scrollTop === top,
  );

async function isAt({ page }: Phone, top: number): Promise<void> {
  await page.waitForFunction(isScrolledBy, top);
}

/** Scrolls as fingers do: the page is told before anything else happens. */
async function scrollTo({ page }: Phone, top: number): Promise<void> {
  const shown = page.locator('.taro_page').filter({ visible: true });
  await shown.evaluate(async (element, to) => {
    const told = new Promise((resolve) =>
      element.addEventListener('scroll', resolve, { once: true }),
    );
    element.scrollTo({ top: to });
    await told;
  }, top);
}

/** All rows of the page that is shown. */
const shownRows = ({ page }: Phone) => page.locator('.row').filter({ visible: true });

const rowsOf = (phone: Phone): Promise<string[]> => shownRows(phone).allInnerTexts();

async function isPicked({ page }: Phone, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, pressed: true }).waitFor();
}

/** By the browser's buttons and the app's own: what was picked, and where one was, is there again. */
export function backAndForward(world: World): void {
  test('a long list is where it was with all its rows, in both directions', async () => {
    const member = await world.phone();
    const { page } = member;
    await signIn(member, world.stack, MEMBER);
    await member.tap(/青禾咖啡/);
    await member.sees(LATEST);
    await scrollTo(member, ON_CARD);
    await member.tap('全部流水');
    await member.button('加载更多').waitFor();
    const few = await rowsOf(member);
    await member.tap('加载更多');
    await shownRows(member).nth(few.length).waitFor();
    const rows = await rowsOf(member);
    await scrollTo(member, IN_LIST);

    await page.goBack();
    await member.sees(LATEST);
    await isAt(member, ON_CARD);
    await page.goForward();
    await isAt(member, IN_LIST);
    expect(await rowsOf(member)).toEqual(rows);
    await member.tap('返回');
    await member.sees(LATEST);
    await isAt(member, ON_CARD);
  });

  test('a search is there after a look at what it found', async () => {
    const member = await world.phone();
    const { page } = member;
    await signIn(member, world.stack, MEMBER);
    await member.tap('发现');
    await member.fill(SEARCH, '青禾');
    await member.tap('看卡');
    await member.sees(LATEST);
    const typed = () => page.getByRole('searchbox').inputValue();

    await member.tap('返回');
    await member.button('看卡').waitFor();
    expect(await typed()).toBe('青禾');
    await page.goForward();
    await member.sees(LATEST);
    await page.goBack();
    await member.button('看卡').waitFor();
    expect(await typed()).toBe('青禾');
  });

  test('the filters of a list are as they were left; opened anew it begins with all', async () => {
    const manager = await world.phone();
    const { page } = manager;
    await signIn(manager, world.stack, MANAGER);
    await manager.tap('关怀');
    await manager.tap(/^已处理/);
    await manager.tap(/^生日/);
    await page.goBack();
    await manager.button('登记').waitFor();
    await page.goForward();
    await isPicked(manager, /^已处理/);
    await isPicked(manager, /^生日/);
    await manager.tap('返回');
    await manager.tap('关怀');
    await isPicked(manager, /^全部/);
  });
}
