// Every page that a role can reach by links: it answers, is accessible, fits a phone and raises no error.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accounts, baseUrl, expectAxeClean, launch, newPage, noHorizontalScroll, screenshot, signIn, watch } from './support.mjs';

/** Most pages looked at per role; a role with more shapes of pages than this fails, so that none goes unseen. */
const PAGES_PER_ROLE = Number(process.env.PAGES_PER_ROLE ?? 300);

/** While fewer pages than this were seen, further examples of a shape follow: cases in other states. */
const EXAMPLES_UNTIL = Number(process.env.EXAMPLES_UNTIL ?? 30);
const EXAMPLES_PER_SHAPE = 3;

/** How many roles' pages of one shape axe reads at both widths; the blocks are the same, and axe takes most of the time. */
const AXE_PER_SHAPE = Number(process.env.AXE_PER_SHAPE ?? 2);
const readByAxe = new Map();

// SB2, KE3 … are further people of the same role: one of each sees the same pages.
const roles = [...new Set(accounts.map((account) => account.role))].filter((role) => !/\d$/.test(role));

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test('the page before sign-in is accessible', async () => {
  const page = await newPage(browser);
  const complaints = watch(page);
  const faults = await visit(page, '/sign-in', complaints);
  await screenshot(page, 'sign-in');
  await page.context().close();
  assert.deepEqual(faults, []);
});

test('signing in works without JavaScript', async () => {
  const page = await newPage(browser, { javaScriptEnabled: false });
  await signIn(page, roles[0]);
  assert.equal(await page.locator('h1').count(), 1);
  await page.context().close();
});

// two at a time: the machines that run this have two cores
describe('the pages of each role', { concurrency: 2 }, () => {
  for (const role of roles) {
    test(`pages of ${role}`, async (t) => {
      const page = await newPage(browser);
      const complaints = watch(page);
      await signIn(page, role);
      await screenshot(page, `home-${role}`);

      const { pages, downloads, faults } = await crawl(page, complaints);
      await page.context().close();
      t.diagnostic(`${role}: ${pages.length} pages, ${downloads.length} downloads`);
      assert.deepEqual(faults, [], `\n${faults.join('\n')}\n`);
      assert.ok(pages.length > 1, `the home page of ${role} leads nowhere`);
      assert.ok(pages.length < PAGES_PER_ROLE, `${role} reaches ${pages.length} pages or more: raise PAGES_PER_ROLE`);
    });
  }
});

/** Follows the links from the home page and visits what they lead to: one of each shape first, then more. */
async function crawl(page, complaints) {
  const known = new Set([baseUrl.pathname]);
  const examples = new Map([[shapeOf(baseUrl), 1]]);
  const first = [baseUrl.pathname];
  const further = [];
  const result = { pages: [], downloads: [], faults: [] };
  const next = () => (first.length > 0 ? first.shift() : result.pages.length < EXAMPLES_UNTIL ? further.shift() : undefined);

  for (let address = next(); address && result.pages.length < PAGES_PER_ROLE; address = next()) {
    if (await isDownload(page, address, result)) continue;
    const shape = shapeOf(new URL(address, baseUrl));
    const times = readByAxe.get(shape) ?? 0;
    readByAxe.set(shape, times + 1);
    const faults = await visit(page, address, complaints, times < AXE_PER_SHAPE);
    result.pages.push(address);
    result.faults.push(...faults.map((fault) => `${address}: ${fault}`));
    for (const link of await linksOf(page)) {
      const linked = link.pathname + link.search;
      const shape = shapeOf(link);
      const count = examples.get(shape) ?? 0;
      if (known.has(linked) || count >= EXAMPLES_PER_SHAPE) continue;
      known.add(linked);
      examples.set(shape, count + 1);
      (count === 0 ? first : further).push(linked);
    }
  }
  return result;
}

/** Opens one page and answers what is wrong with it. */
async function visit(page, address, complaints, withAxe = true) {
  const faults = [];
  const check = async (what) => {
    try {
      await what();
    } catch (error) {
      faults.push(error.message);
    }
  };
  complaints.length = 0;
  let response;
  try {
    response = await page.goto(address, { waitUntil: 'load' });
  } catch (error) {
    return [error.message];
  }
  if (response.status() !== 200) return [`status ${response.status()}`];
  await check(async () => assert.equal(await page.locator('h1').count(), 1, 'not exactly one h1'));
  await check(async () => assert.match((await page.locator('html').getAttribute('lang')) ?? '', /^(de|en)/, 'html without lang'));
  await check(async () => assert.notEqual((await page.title()).trim(), '', 'no title'));
  if (withAxe) await check(() => expectAxeClean(page));
  await check(() => noHorizontalScroll(page));
  return [...faults, ...complaints];
}

/** Links of the navigation and the content that lead to pages of this server by GET. */
async function linksOf(page) {
  const found = await page.$$eval('header a[href], nav a[href], main a[href], footer a[href]', (links) => links.map((link) => link.href));
  return found
    .map((href) => new URL(href))
    .filter((url) => url.origin === baseUrl.origin && !/^\/(a|sign-out|metrics)(\/|$)/.test(url.pathname));
}

/** A file (workbook, PDF, calendar, JSON) is fetched, not shown: it only has to answer. */
async function isDownload(page, address, result) {
  // a debug build sets a PDF in seconds on an idle machine, and in many on a busy one
  const response = await page.request.get(address, { timeout: 60_000 });
  const type = response.headers()['content-type'] ?? '';
  const attached = /^attachment/.test(response.headers()['content-disposition'] ?? '');
  if (type.startsWith('text/html') && !attached) return false;
  result.downloads.push(address);
  if (response.status() !== 200) result.faults.push(`${address}: status ${response.status()}`);
  else if ((await response.body()).length === 0) result.faults.push(`${address}: an empty file`);
  return true;
}

/**
 * Addresses with one shape show the same page for other things: UUIDs, case numbers, keys and values of filters do
 * not count. A name such as R2 or X10 does: it is a page of its own.
 */
function shapeOf(url) {
  const path = url.pathname
    .split('/')
    .map((part) => (/^\d+$|\d.*\d.*\d/.test(part) ? ':id' : part))
    .join('/');
  const keys = [...new Set(url.searchParams.keys())].sort();
  return `${path}?${keys.join('&')}`;
}
