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

/** The code of the call that is open now: of the year after the demo's today. */
export function openCall() {
  return `IBZ-${new Date().getFullYear() + 1}A`;
}
