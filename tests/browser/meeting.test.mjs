// A whole selection meeting: nine voting members, six applications one by one and the others as a list, one exclusion, one
// loss of the quorum, two ties. It moves the demo's clock to the day of the meeting, so it has a demo of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, day, expectText, fileOf, follow, gather, go, launch, link, look, mainText, readMail } from './support.mjs';

const call = 'IBZ-2026B';
const place = 'Stuttgart, Ratssaal';
/** The applicant that the member of the Städtetag takes no part in. */
const hidden = 'Dielheim';

let browser;
let people;
/** Found out on the way: the meeting's address. */
let meeting;
before(async () => {
  browser = await launch();
  people = gather(browser);
});
after(() => browser?.close());

const as = (role, name) => people.as(role, name);

async function atCall(role, page = '') {
  const desk = await as(role);
  await desk.goto('/calls');
  const href = await link(desk, call).getAttribute('href');
  await desk.goto(href + page);
  return desk;
}

async function atMeeting(role, page = '') {
  const desk = await as(role);
  await desk.goto(meeting + page);
  return desk;
}

/** The secretary's desk with the next item called: of this applicant, or the first without a result. Answers who it is. */
async function callNext(applicant) {
  const desk = await atMeeting('GS', '/session');
  const rows = desk.locator('main table', { hasText: 'Tagesordnung' }).locator('tbody tr');
  const open = applicant
    ? rows.filter({ hasText: applicant })
    : rows.filter({ hasNotText: hidden }).filter({ hasNotText: /Ausgewählt|Nachrückliste|Abgelehnt|Zurückgestellt/ });
  const lead = (await open.first().locator('td').nth(1).innerText()).trim();
  await go(desk, open.first().getByRole('button', { name: /^Aufrufen/ }));
  return { desk, lead };
}

/** Fills in what was moved and voted; sending is the caller's. `moved`: what a member moves beside the proposal. */
async function vote(desk, result, { yes = 0, no = 0, abstain = 0, chair = '', reason, place: position, moved } = {}) {
  const form = desk.locator('form[action*="/items/"]', { has: desk.locator('[name=result]') });
  await form.locator(`[name=result][value=${result}]`).check();
  for (const [name, count] of Object.entries({ yes, no, abstain })) await form.locator(`[name=${name}]`).fill(String(count));
  await form.locator('[name=chair_vote]').selectOption(chair);
  if (reason) await form.locator(`[name=reason_codes][value=${reason}]`).check();
  if (position) await form.locator('[name=reserve_position]').fill(String(position));
  if (moved) {
    const mover = form.locator('[name=motion_by]');
    await mover.selectOption(await mover.locator('option', { hasText: 'Mitglied Ministerium (Demo)' }).getAttribute('value'));
    await form.locator('[name=motion_text]').fill(moved);
  }
  return form.getByRole('button', { name: 'Beschluss festhalten' });
}

/** Notes that a member comes or leaves. */
async function move(desk, member, way) {
  await desk.locator('details', { hasText: 'Kommen, Gehen, Vorsitz' }).locator('summary').first().click();
  const seat = desk.locator('[name=seat]');
  await seat.selectOption(await seat.locator('option', { hasText: member }).getAttribute('value'));
  await desk.check(`[name=way][value=${way}]`);
  await go(desk, button(desk, 'Vermerken'));
}

/** Waits until a screen that nobody touches says this. */
async function says(screen, wanted) {
  for (let wait = 0; wait < 30; wait += 1) {
    if (wanted.test(await mainText(screen))) return;
    await screen.waitForTimeout(500);
  }
  await expectText(screen, wanted);
}

const steps = [
  ['the assessors hand in what is missing', async () => {
    for (const role of ['AS', 'AS2']) {
      const assessor = await as(role);
      const open = assessor.locator('main tbody tr', { hasText: call }).filter({ hasNotText: 'Abgegeben' });
      for (await assessor.goto('/reviews'); (await open.count()) > 0; await assessor.goto('/reviews')) {
        const row = await open.first().innerText();
        // from 60 to 80 points, by the number of the case, so that both say the same
        const fours = Number(/IBZ-2026B-(\d+)/.exec(row)[1]) % 8;
        await go(assessor, open.first().getByRole('link').last());
        const declare = assessor.getByLabel('Ich bin nicht befangen');
        if ((await declare.count()) > 0) {
          await declare.check();
          await go(assessor, button(assessor, 'Erklärung abgeben'));
        }
        for (let criterion = 1; criterion <= 7; criterion += 1) {
          await assessor.check(`[name=points_K${criterion}][value="${criterion <= fours ? 4 : 3}"]`);
        }
        await go(assessor, button(assessor, 'Abgeben'));
      }
    }
  }],
  ['the ranking is frozen and the means are given out', async () => {
    const officer = await atCall('SB');
    await go(officer, button(officer, 'Auswahl beginnen'));
    const desk = await atCall('GS', '/ranking');
    await go(desk, button(desk, 'Rangfolge festschreiben'));
    await atCall('GS', '/allocation');
    await expectText(desk, /Linie: Mittel von\s+200\.000,00/);
    await look(desk, 'allocation');
    await go(desk, link(desk, 'Szenarien'));
    await desk.locator('summary', { hasText: 'Vorschlag berechnen' }).click();
    await desk.fill('[name=optimised_name]', 'Beste Auswahl');
    await desk.fill('[name=least_REGION_2]', '2');
    await go(desk, button(desk, 'Vorschlag berechnen'));
    await expectText(desk, /Vorschlag, keine Entscheidung/);
    await look(desk, 'scenario');
    await atCall('GS', '/allocation');
    await go(desk, button(desk, 'Verteilung speichern'));
    const budget = await atCall('BfdH', '/allocation');
    await go(budget, button(budget, 'Verteilung billigen'));
  }],
  ['the members are invited, with a calendar entry and the agenda', async () => {
    const desk = await as('GS');
    await desk.goto('/committees');
    await go(desk, desk.locator('main a[href^="/committees/"]').first());
    const calls = await desk.locator('form[action$="/meetings"] [name=call] option').allInnerTexts();
    await desk.selectOption('form[action$="/meetings"] [name=call]', { label: calls.find((label) => label.startsWith(call)) });
    await desk.fill('[name=starts_on]', day(20));
    await desk.fill('[name=starts_time]', '10:00');
    await desk.fill('[name=place]', place);
    await go(desk, button(desk, 'Sitzung planen'));
    meeting = new URL(desk.url()).pathname;
    await go(desk, button(desk, 'Einladen'));
    await readMail(await as('AD'), 'mitglied@steuerungsgruppe.example', /Einladung zur Auswahlsitzung/);
    const member = await atMeeting('SM');
    const { type, bytes } = await fileOf(member, link(member, 'In den Kalender'));
    assert.match(type, /^text\/calendar/);
    assert.match(bytes.toString(), /BEGIN:VEVENT[\s\S]*Ratssaal/);
    // nothing of a case before the declaration
    await expectText(member, /Erklärung zur Befangenheit/);
    assert.doesNotMatch(await mainText(member), /Unterlagen der Sitzung/);
    await look(member, 'meeting-declaration');
    await go(member, button(member, 'Erklärung abgeben'));
    await expectText(member, /Unterlagen der Sitzung/);
    await look(member, 'meeting-papers');
  }],
  ['a member declares a conflict and sees nothing of the case any more', async () => {
    const member = await atMeeting('SM');
    await go(member, member.locator('main tr', { hasText: hidden }).getByRole('link', { name: /nicht mitwirken/ }));
    await member.fill('[name=reason]', 'Mitglied des Gemeinderats');
    await look(member, 'meeting-recuse');
    await go(member, button(member, 'Befangenheit anzeigen'));
    for (const page of [meeting, '/committees', '/']) {
      await member.goto(page);
      assert.doesNotMatch(await mainText(member), new RegExp(hidden), page);
    }
    // the same municipality applied in another call
    await member.goto(`/applications?q=${encodeURIComponent('Gemeinsam ankommen')}`);
    assert.doesNotMatch(await mainText(member), /Gemeinsam ankommen/);
    const ranking = await atCall('GS');
    await member.goto(`${new URL(ranking.url()).pathname}/ranking`);
    assert.doesNotMatch(await mainText(member), new RegExp(hidden));
    // the agenda puts the case with the exclusion last
    const desk = await atMeeting('GS');
    const rows = await desk.locator('main table', { hasText: 'Tagesordnung' }).locator('tbody tr').allInnerTexts();
    assert.equal(rows.length, 12);
    assert.match(rows.at(-1), new RegExp(`${hidden}[\\s\\S]*Mitglied Steuerungsgruppe`));
  }],
  ['the chair opens the meeting on its day with all nine', async () => {
    const chair = await atMeeting('SV');
    await go(chair, button(chair, 'Erklärung abgeben'));
    await expectText(chair, /erst an ihrem Tag/);
    assert.equal(await button(chair, 'Sitzung eröffnen').count(), 0);
    const clock = await as('AD');
    await clock.goto('/demo/clock');
    await clock.fill('[name=days]', '20');
    await go(clock, button(clock, 'Uhr vorstellen'));
    await atMeeting('SV');
    await expectText(chair, /Einladungen/);
    for (const box of await chair.locator('[name=present]').all()) {
      const label = await chair.locator(`label[for="${await box.getAttribute('id')}"]`).innerText();
      if (!label.startsWith('Geschäftsstelle')) await box.check();
    }
    await chair.check('[name=asked]');
    await go(chair, button(chair, 'Sitzung eröffnen'));
    const screen = await atMeeting('SV', '/screen');
    await expectText(screen, /9 von 9[\s\S]*beschlussfähig/);
    await look(screen, 'meeting-screen-waiting');
  }],
  ['the first application is selected, and the screen in the room follows by itself', async () => {
    const { desk, lead } = await callNext();
    const screen = await as('SV');
    await says(screen, new RegExp(lead));
    await look(desk, 'meeting-session');
    await go(desk, await vote(desk, 'SELECTED', { yes: 8, no: 1, chair: 'YES' }));
    await says(screen, /8 \/ 1 \/ 0[\s\S]*Ausgewählt/);
    await look(screen, 'meeting-screen');
  }],
  ['a tie is decided by the chair, for and against', async () => {
    let { desk } = await callNext();
    await go(desk, await vote(desk, 'SELECTED', { yes: 4, no: 4, abstain: 1, chair: 'YES' }));
    ({ desk } = await callNext());
    await go(desk, await vote(desk, 'SELECTED', { yes: 4, no: 4, abstain: 1, chair: 'NO', reason: 'R10' }));
    await expectText(desk, /Abgelehnt/);
  }],
  ['without a quorum nothing is decided', async () => {
    const { desk } = await callNext();
    const screen = await as('SV');
    const leaving = ['Ministerium', 'Staatsministerium', 'Landkreistag', 'Gemeindetag', 'Zivilgesellschaft'];
    for (const member of leaving) await move(desk, `Mitglied ${member} (Demo)`, 'leaves');
    await says(screen, /4 von 9[\s\S]*nicht beschlussfähig/);
    const send = await vote(desk, 'SELECTED', { yes: 4 });
    await Promise.all([desk.waitForEvent('load'), send.click()]);
    await expectText(desk, /4 von 9 stimmberechtigten Mitgliedern sind anwesend/);
    await atMeeting('GS', '/session');
    for (const member of leaving) await move(desk, `Mitglied ${member} (Demo)`, 'comes');
    await says(screen, /9 von 9/);
    await go(desk, await vote(desk, 'RESERVE', { yes: 9, place: 1, moved: 'Der Antrag kommt auf die Nachrückliste.' }));
  }],
  ['an application is put off', async () => {
    const { desk } = await callNext();
    await go(desk, await vote(desk, 'DEFERRED', { yes: 7, abstain: 2, moved: 'Vor der Auswahl ist die Kommune zu hören.' }));
    await expectText(desk, /Zurückgestellt/);
  }],
  ['the excluded member is out of the room, and out of the count', async () => {
    const { desk } = await callNext(hidden);
    await expectText(desk, /Mitglied Steuerungsgruppe[\s\S]*Gemeinderats/);
    const screen = await as('SV');
    await says(screen, /8 von 8/);
    assert.doesNotMatch(await mainText(screen), /Mitglied Steuerungsgruppe|Gemeinderat/);
    const member = await atMeeting('SM', '/screen');
    await expectText(member, /wirken Sie nicht mit/);
    assert.doesNotMatch(await mainText(member), new RegExp(hidden));
    await go(desk, await vote(desk, 'SELECTED', { yes: 8, chair: 'YES', moved: 'Der Antrag ist auszuwählen.' }));
    await go(desk, button(desk, 'Ausgeschlossene sind zurück'));
    await expectText(desk, /Zurück/);
    await look(desk, 'meeting-session-exclusion');
  }],
  ['the others are decided in one vote, and the meeting is closed', async () => {
    const chair = await atMeeting('SV');
    await chair.fill('form[action$="/list"] [name=yes]', '9');
    await go(chair, button(chair, /gemeinsam abstimmen/));
    await look(chair, 'meeting-decided');
    await go(chair, button(chair, 'Sitzung schließen'));
  }],
  ['the minutes are drafted, commented, worded anew, and signed by two', async () => {
    const desk = await atMeeting('GS', '/minutes');
    await go(desk, button(desk, 'Niederschrift erstellen'));
    await expectText(desk, /verließ den Raum[\s\S]*Rückkehr/);
    await expectText(desk, /verlässt die Sitzung/);
    await expectText(desk, /beantragt „Vor der Auswahl ist die Kommune zu hören\.“/);
    // whoever is excluded from an item reads the minutes without it
    const member = await atMeeting('SM', '/minutes');
    await expectText(member, /Ausfertigung ohne ausgeschlossene Punkte/);
    assert.doesNotMatch(await mainText(member), new RegExp(hidden));
    const chair = await atMeeting('SV', '/minutes');
    await chair.fill('[name=text]', 'Bitte die Gäste nennen.');
    await go(chair, button(chair, 'Anmerkung schreiben'));
    await atMeeting('GS', '/minutes');
    await expectText(desk, /Bitte die Gäste nennen/);
    await desk.fill('[name=remark]', 'Gäste waren nicht anwesend.');
    await go(desk, button(desk, 'Niederschrift erstellen'));
    await look(desk, 'meeting-minutes');
    // the members have five working days for this wording
    await expectText(desk, /Noch nicht zu unterzeichnen/);
    const clock = await as('AD');
    await clock.goto('/demo/clock');
    await clock.fill('[name=days]', '12');
    await go(clock, button(clock, 'Uhr vorstellen'));
    await atMeeting('GS', '/minutes');
    await go(desk, button(desk, /unterzeichnen/));
    await atMeeting('SV', '/minutes');
    await go(chair, button(chair, /unterzeichnen/));
    const { bytes } = await fileOf(chair, link(chair, 'Als PDF'));
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    await atMeeting('GS');
    await go(desk, button(desk, 'Ergebnisse in die Anträge übernehmen'));
    await expectText(desk, /übernommen/);
  }],
];

test('a meeting from the invitation to the signed minutes', (t) => follow(t, steps, people, 'meeting'));
