// What the browser tests share: the browser, signing in, and the checks that hold for every page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Address of the demo, with a slash at the end. */
export const baseUrl = new URL(process.env.BROWSER_URL ?? 'http://127.0.0.1:8080/');

/** The demo's accounts: `{ role, email, password }`, one or more per role. */
export const accounts = JSON.parse(readFileSync(process.env.BROWSER_ACCOUNTS, 'utf8'));

/** Widths in CSS pixels: a desk, and WCAG 1.4.10 (a desk at 400 %, or a small phone). */
export const WIDE = 1280;
export const NARROW = 320;

// axe-core itself: the wrapper for Playwright takes three times as long, for frames that no page of ours has
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549'];

/** Starts Debian's Chromium; it makes no connections of its own. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      // Chromium's sandbox refuses to run as root, as in CI
      ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A new page with its own cookies, in German, at the wide size. `options` as of Playwright's newContext. */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({
    baseURL: baseUrl.href,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    viewport: { width: WIDE, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

/** The first demo account of a role such as `SB`. */
export function accountOf(role) {
  const account = accounts.find((each) => each.role === role);
  assert.ok(account, `the demo has no account of role ${role}`);
  return account;
}

/** Signs in as the first account of a role, or as the account given; ends on the page after sign-in. */
export async function signIn(page, who) {
  const account = typeof who === 'string' ? accountOf(who) : who;
  await page.goto('/sign-in');
  await page.fill('input[name=email]', account.email);
  await page.fill('input[name=password]', account.password);
  const form = page.locator('form', { has: page.locator('input[name=password]') });
  await form.locator('button[type=submit], button:not([type])').first().click();
  await page.waitForLoadState('load');
  assert.notEqual(
    new URL(page.url()).pathname,
    '/sign-in',
    `${account.email} could not sign in: ${await page.locator('main').innerText()}`,
  );
}

/** Collects what the browser complains about on this page: console errors, script errors, failed requests. */
export function watch(page) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // a request is aborted when the page is left before it ends
    if (reason !== 'net::ERR_ABORTED') complaints.push(`request: ${request.url()} ${reason}`);
  });
  return complaints;
}

/** Expects no violation of WCAG 2.2 AA and EN 301 549 at both widths. */
export async function expectAxeClean(page) {
  await page.evaluate(AXE);
  for (const width of [WIDE, NARROW]) {
    await resize(page, width);
    const violations = await page.evaluate(async (tags) => {
      const { violations } = await globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'] });
      return violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, targets: nodes.map((node) => node.target.join(' ')) }));
    }, AXE_TAGS);
    const report = violations.map(
      (rule) => `${rule.id} (${rule.impact}): ${rule.help}\n` + rule.targets.map((target) => `    ${target}`).join('\n'),
    );
    assert.equal(report.length, 0, `axe at ${width} px on ${page.url()}:\n${report.join('\n')}`);
  }
  await resize(page, WIDE);
}

/** Expects that nothing sticks out of a page of 320 px; a table may scroll inside its own box. */
export async function noHorizontalScroll(page) {
  await resize(page, NARROW);
  const { content, window, widest } = await page.evaluate(() => {
    const root = document.documentElement;
    const out = [...document.body.querySelectorAll('*')].filter((el) => el.getBoundingClientRect().right > root.clientWidth + 1);
    return {
      content: root.scrollWidth,
      window: root.clientWidth,
      widest: out.slice(0, 3).map((el) => `${el.tagName.toLowerCase()}.${[...el.classList].join('.')}`),
    };
  });
  await resize(page, WIDE);
  assert.ok(content <= window, `${page.url()} is ${content} px wide in a window of ${window}: ${widest.join(', ')}`);
}

/** Saves the whole page at both widths as NAME-1280.png and NAME-320.png in target/screenshots. */
export async function screenshot(page, name) {
  for (const width of [WIDE, NARROW]) {
    await resize(page, width);
    const file = path.join(process.env.BROWSER_SCREENSHOTS ?? 'target/screenshots', `${name}-${width}.png`);
    await page.screenshot({ path: file, fullPage: true });
  }
  await resize(page, WIDE);
}

/** Looks closely at a page: axe at both widths and 320 px; with BROWSER_PICTURES=1 also pictures of it by this name. */
export async function look(page, name) {
  await expectAxeClean(page);
  await noHorizontalScroll(page);
  if (process.env.BROWSER_PICTURES) await screenshot(page, name);
}

async function resize(page, width) {
  await page.setViewportSize({ width, height: 900 });
  // two frames: the layout has settled
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** The first link or button of the content with this name. */
export const link = (page, name) => page.locator('main').getByRole('link', { name }).first();
export const button = (page, name) => page.locator('main').getByRole('button', { name, exact: typeof name === 'string' }).first();

/** Clicks what leads to another page, waits for it, and expects that nothing was refused. */
export async function go(page, target) {
  await Promise.all([page.waitForEvent('load'), target.click()]);
  assert.equal(await page.locator('main [role=alert]').count(), 0, `refused: ${await mainText(page)}`);
}

/** What the content says. */
export const mainText = (page) => page.locator('main').innerText();

/** Expects the content to match; answers it. */
export async function expectText(page, wanted) {
  const text = await mainText(page);
  assert.match(text, wanted);
  return text;
}

/** The file behind a link, read with the cookies of the page. */
export async function fileOf(page, target) {
  const response = await page.request.get(await target.evaluate((element) => element.href));
  assert.equal(response.status(), 200);
  return { type: response.headers()['content-type'], bytes: await response.body() };
}

/** The people of a test, each in a browser of their own and signed in when first asked for; `who` as for signIn. */
export function gather(browser) {
  const pages = new Map();
  const complaints = [];
  return {
    /** The browser of this person; a name of its own gives a further one of the same person. */
    async as(who, name = typeof who === 'string' ? who : who.email) {
      if (!pages.has(name)) {
        const page = await newPage(browser);
        page.on('dialog', (dialog) => dialog.accept());
        complaints.push(watch(page));
        await signIn(page, who);
        pages.set(name, page);
      }
      return pages.get(name);
    },
    /** What the browsers complained about. A refused form is answered with 422, and Chromium logs all from 400 on. */
    complaints: () => complaints.flat().filter((text) => !/status of (409|422)/.test(text)),
    /** Saves what everybody sees, and says where they are. */
    async where(name) {
      for (const [person, page] of pages) await screenshot(page, `${name}-${person}`);
      return [...pages].map(([person, page]) => `${person} at ${page.url()}`).join(', ');
    },
    async leave() {
      for (const page of pages.values()) await page.context().close();
      pages.clear();
    },
  };
}

/** Runs `[name, step]` one after the other, each needing those before it; what people saw is kept when one fails. */
export async function follow(t, steps, people, name) {
  let failed = false;
  for (const [title, step] of steps) {
    if (failed) break;
    await t.test(title, async () => {
      try {
        await step();
      } catch (error) {
        failed = true;
        throw new Error(`${error.message}\n${await people.where(name)}`, { cause: error });
      }
    });
  }
  assert.deepEqual(people.complaints(), []);
  await people.leave();
}

/** Opens the mail with this subject to this address in the demo's inbox; answers its text. The worker may need a moment. */
export async function readMail(page, address, subject) {
  let rows = [];
  for (let wait = 0; wait < 40; wait += 1) {
    await page.goto('/demo/inbox');
    const found = page.locator('main tbody tr', { hasText: address }).filter({ hasText: subject });
    if ((await found.count()) > 0) {
      await go(page, found.first().getByRole('link'));
      return mainText(page);
    }
    rows = await page.locator('main tbody tr').allInnerTexts();
    await page.waitForTimeout(500);
  }
  assert.fail(`no mail ${subject} to ${address} among\n${rows.join('\n')}`);
}

/** Loads the page again until it says this: a job of the server may need a moment. */
export async function reloadUntil(page, wanted) {
  for (let wait = 0; wait < 40; wait += 1) {
    if (wanted.test(await mainText(page))) return;
    await page.waitForTimeout(500);
    await page.reload();
  }
  await expectText(page, wanted);
}

/** `2027-01-12`, so many days after today in Berlin. */
export function day(days) {
  const at = new Date(Date.now() + days * 24 * 3600 * 1000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' }).format(at);
}

/** `12.01.2027` from `2027-01-12`. */
export const german = (iso) => iso.split('-').reverse().join('.');

/** The smallest file that is a PDF by its content. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

/** The code of the call that is open now: of the year after the demo's today. */
export function openCall() {
  return `IBZ-${new Date().getFullYear() + 1}A`;
}
