// The main job in a real browser, each step by the person whose job it is: no API, only pages, forms and files.
// The demo's calls: IBZ-2026A is decided, IBZ-2026B in assessment, the next year's call A is open.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ANSWERS, casePath, fillSections } from './application.mjs';
import {
  PDF,
  accountOf,
  button,
  expectAxeClean,
  expectText,
  fileOf,
  go,
  launch,
  link,
  mainText,
  newPage,
  openCall,
  screenshot,
  signIn,
  watch,
} from './support.mjs';

const fixtures = path.resolve(import.meta.dirname, '../../fixtures');

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A test as a person: signed in, saying yes when asked, with the console watched. */
function job(name, role, body) {
  test(name, async () => {
    const page = await newPage(browser);
    const complaints = watch(page);
    page.on('dialog', (dialog) => dialog.accept());
    try {
      await signIn(page, role);
      await body(page);
      // a refused form is answered with 422, and Chromium logs every answer from 400 on
      assert.deepEqual(complaints.filter((text) => !text.includes('status of 422')), []);
    } catch (error) {
      await screenshot(page, `failed-${role}`);
      throw new Error(`at ${page.url()}: ${error.message}`, { cause: error });
    } finally {
      await page.context().close();
    }
  });
}

job('the home page of an officer names what waits', 'SB', async (page) => {
  await expectText(page, /Was auf Sie wartet/);
  await go(page, page.locator('main table a').first());
  await expectText(page, /IBZ-|Antr(a|ä)g/);
});

job('the first key stop on a page is the link to its content', 'SB', async (page) => {
  await page.goto('/applications');
  await page.keyboard.press('Tab');
  const first = page.locator(':focus');
  assert.equal(await first.getAttribute('href'), '#main');
  assert.ok((await first.boundingBox()).y >= 0, 'the link is not in sight while it has the focus');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

job('a refused form keeps what was typed and leads to the field', 'SB', async (page) => {
  await page.goto('/calls/new');
  await page.fill('[name=title_de]', 'Aufruf ohne Frist');
  await page.fill('[name=code]', 'IBZ-2040Z');
  await Promise.all([page.waitForEvent('load'), button(page, 'Entwurf anlegen').click()]);
  const summary = page.locator('main [role=alert]');
  assert.equal(await summary.evaluate((element) => element === document.activeElement), true, 'the summary has no focus');
  assert.equal(await page.inputValue('[name=title_de]'), 'Aufruf ohne Frist');
  assert.equal(await page.inputValue('[name=code]'), 'IBZ-2040Z');
  await summary.locator('a[href="#f-opens_at"]').click();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'opens_at');
  await expectAxeClean(page);
});

job('a faulty list is refused row by row and writes nothing', 'SB', async (page) => {
  await page.goto('/imports/applications');
  await page.setInputFiles('[name=file]', path.join(fixtures, 'workbooks/broken_dates.xlsx'));
  await page.fill('[name=call]', 'IBZ-2026B');
  await go(page, button(page, 'Datei prüfen'));
  await expectText(page, /Zeile/);
  await expectAxeClean(page);
});

job('an officer imports a list: dry run first, then applied', 'SB', async (page) => {
  await page.goto('/imports/applications');
  const list = 'AGS;Kommune;Projekttitel;Beantragte Summe;Eingang am\n08116070;Weilheim an der Teck;Nachbarn lesen vor;28.000,00 €;20.11.2026\n';
  await page.setInputFiles('[name=file]', { name: 'Nachtrag.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.fill('[name=call]', openCall());
  await go(page, button(page, 'Datei prüfen'));
  await expectText(page, /Weilheim|1/);
  await go(page, button(page, /übernehmen/i));
  await page.goto(`/applications?q=${encodeURIComponent('Nachbarn lesen vor')}`);
  await expectText(page, /Weilheim an der Teck/);
});

job('an assessor declares, scores and hands in', 'AS', async (page) => {
  await page.goto('/reviews');
  await go(page, link(page, 'Nächste Bewertung'));
  assert.doesNotMatch(await mainText(page), /Kurzbeschreibung/, 'the application is to be read before the declaration');
  await page.getByLabel('Ich bin nicht befangen').check();
  await go(page, button(page, 'Erklärung abgeben'));
  const title = await page.locator('h1').innerText();
  for (const [criterion, points] of Object.entries({ K1: 4, K2: 3, K3: 4, K4: 2, K5: 3, K6: 4, K7: 3 })) {
    await page.check(`[name=points_${criterion}][value="${points}"]`);
  }
  await go(page, button(page, 'Abgeben'));
  await page.goto('/reviews');
  const row = page.locator('tr', { hasText: title.split('\n')[0].replace(/ ?In Bearbeitung/, '').trim() });
  // 15×4 + 20×3 + 20×4 + 15×2 + 15×3 + 10×4 + 5×3 = 330 of 500
  assert.match(await row.last().innerText(), /Abgegeben.*66,00/s);
});

job('the secretary reads the frozen ranking', 'GS', async (page) => {
  await page.goto('/calls');
  await go(page, link(page, 'IBZ-2026A'));
  await go(page, link(page, 'Rangfolge'));
  const places = await page.locator('main table').first().locator('tbody tr td:first-child').allInnerTexts();
  assert.ok(places.length > 50, `${places.length} rows`);
  assert.deepEqual(places.map(Number), places.map(Number).toSorted((a, b) => a - b));
  await expectText(page, /Festgeschrieben am/);
});

job('the head of unit issues a grant and its letter downloads as PDF', 'RL', async (page) => {
  await go(page, page.locator('main table a', { hasText: /erlassen/ }));
  await go(page, page.locator('tbody tr', { hasText: 'Mitgezeichnet' }).getByRole('link').first());
  await go(page, button(page, 'Erlassen und versenden'));
  await expectText(page, /Erlassen|Bekannt gegeben/);
  const { type, bytes } = await fileOf(page, link(page, /PDF/));
  assert.equal(type, 'application/pdf');
  assert.ok(bytes.length > 10_000, `${bytes.length} bytes`);
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
});

job('an editor completes a draft with the signed cover sheet; a double click submits it once', 'KE', async (page) => {
  await page.goto('/my-applications');
  const row = page.locator('tbody tr', { hasText: 'Nachbarschaft verbindet' });
  await go(page, row.getByRole('link', { name: 'Weiter bearbeiten' }));
  const path = casePath(page);
  const answers = { ...ANSWERS, C1: 'Nachbarschaft verbindet', A6c: 'Leimen', A9: 'integration@leimen.example' };
  await fillSections(page, path, ['applicant', 'project', 'participation', 'schedule', 'support', 'money', 'declarations'], answers);
  await page.goto(`${path}/attachments`);
  await page.setInputFiles('[name=files]', { name: 'Deckblatt.pdf', mimeType: 'application/pdf', buffer: PDF });
  await page.selectOption('[name=document]', { label: 'Unterschriebenes Deckblatt' });
  await go(page, button(page, 'Anhängen'));
  await page.goto(`${path}/submit`);
  for (const box of await page.locator('main input[type=checkbox]').all()) await box.check();
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await Promise.all([page.waitForURL(/receipt|done=/), button(page, 'Verbindlich einreichen').dblclick()]);
  await page.waitForLoadState('load');
  const receipt = await expectText(page, /IBZ-\d{4}A-\d{4}/);
  const number = /IBZ-\d{4}A-\d{4}/.exec(receipt)[0];
  assert.equal(sent.length, 1, 'the second click was sent too');
  await page.goto('/my-applications');
  const rows = page.locator('tbody tr', { hasText: 'Nachbarschaft verbindet' });
  assert.equal(await rows.count(), 1);
  assert.match(await rows.innerText(), new RegExp(`${number}.*Eingereicht`, 's'));
});

test('what was typed survives the end of the session', async () => {
  const page = await newPage(browser);
  await signIn(page, 'KE2');
  await page.goto('/my-applications');
  await go(page, link(page, /Antrag stellen/));
  const remark = 'Treffpunkt Altes Rathaus – „Öffnungszeiten“ & 100 % Anlage';
  await page.fill('[name=title]', remark);
  await page.context().clearCookies({ name: 'session' });
  await Promise.all([page.waitForEvent('load'), button(page, 'Antrag beginnen').click()]);
  await expectText(page, /Ihre Eingaben bleiben erhalten/);
  const { email, password } = accountOf('KE2');
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await Promise.all([page.waitForEvent('load'), button(page, 'Anmelden').click()]);
  await go(page, button(page, 'Eingaben jetzt absenden'));
  await page.goto('/my-applications');
  const row = page.locator('tbody tr', { hasText: 'Treffpunkt Altes Rathaus' });
  await go(page, row.getByRole('link', { name: 'Weiter bearbeiten' }));
  await page.goto(`${new URL(page.url()).pathname}?section=project`);
  assert.equal(await page.inputValue('[name=C1]'), remark);
  await page.context().close();
});

test('hours are booked on a phone by the facilitator and approved by the coordination', async () => {
  const phone = await newPage(browser, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await signIn(phone, 'PB');
  await phone.goto('/hours');
  await go(phone, link(phone, 'Stunden buchen'));
  await phone.fill('[name=worked_on]', '2026-11-18');
  await phone.fill('[name=from]', '13:00');
  await phone.fill('[name=until]', '16:30');
  await phone.fill('[name=description]', 'Werkstatt zur Elternarbeit im Rathaus');
  await go(phone, button(phone, 'Speichern und einreichen'));
  await phone.context().close();

  const page = await newPage(browser);
  await signIn(page, 'PK');
  await page.goto('/hours');
  const entry = page.getByLabel(/18\.11\.2026, 13:00–16:30/);
  await entry.check();
  await go(page, button(page, 'Ausgewählte freigeben'));
  await page.goto('/hours?state=APPROVED');
  assert.match(await page.locator('tbody tr', { hasText: '18.11.2026' }).innerText(), /3,50\sStd\..*Freigegeben/s);
  await page.context().close();
});

job('a municipality registers for the network meeting', 'KE3', async (page) => {
  await page.goto('/events');
  await go(page, link(page, 'Erstes Netzwerktreffen'));
  await go(page, button(page, 'Verbindlich anmelden'));
  await expectText(page, /Sie sind angemeldet/);
  const calendar = await fileOf(page, link(page, 'Kalenderdatei'));
  assert.match(calendar.bytes.toString(), /^BEGIN:VCALENDAR\r\n/);
});

job('a report is a page and a workbook of the same rows', 'RL', async (page) => {
  await page.goto('/reports');
  await page.selectOption('[name=call]', { label: 'IBZ-2026A' });
  await go(page, button(page, 'Anzeigen'));
  const row = page.locator('tbody tr', { hasText: 'R2' });
  const { type, bytes } = await fileOf(page, row.getByRole('link', { name: 'Excel' }));
  assert.equal(type, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  await go(page, row.getByRole('link', { name: 'Antragsübersicht' }));
  await expectText(page, /Leimen/);
});

job('the search finds a municipality and its applications', 'SB', async (page) => {
  await page.fill('#q', 'Leimen');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search/);
  await expectText(page, /IBZ-2026A-\d{4}.*Stadt Leimen/s);
  await go(page, link(page, 'Stadt Leimen'));
});

test('lists and their filters work without JavaScript', async () => {
  const page = await newPage(browser, { javaScriptEnabled: false });
  await signIn(page, 'SB');
  await page.goto('/applications');
  await page.fill('main [name=q]', 'Pforzheim');
  await page.getByRole('button', { name: 'Filtern' }).click();
  await page.waitForURL(/q=Pforzheim/);
  const rows = page.locator('tbody tr');
  assert.equal(await rows.count(), 1);
  await rows.getByRole('link').first().click();
  await expectText(page, /Pforzheim/);
  await page.context().close();
});
