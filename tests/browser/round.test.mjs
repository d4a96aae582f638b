// One round as a whole, from the published call to what other municipalities can read, by fourteen people of ten roles.
// It moves the demo's clock over the deadline and on to the meeting, so it runs after the other files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, day, expectText, fileOf, follow, gather, german, go, launch, link, newPage, openCall, readMail } from './support.mjs';

/** From the demo's first day to the day after the deadline, then to the day of the awards. */
const TO_CHECK = 31;
const TO_AWARD = 20;
/** Within these days lie the five working days in which the members comment on the minutes. */
const TO_SIGN = 9;

const call = openCall();
const best = 'Rems-Murr-Kreis';
/** Points in every criterion; what else was handed in gets two, which is below the threshold. */
const points = { [best]: 4, Göppingen: 3, Böblingen: 3 };

let browser;
let people;
before(async () => {
  browser = await launch();
  people = gather(browser);
});
after(() => browser?.close());

const as = (role) => people.as(role);

/** The page of this round's call with this ending, as this person. */
async function atCall(role, page = '') {
  const desk = await as(role);
  await desk.goto('/calls');
  const href = await link(desk, call).getAttribute('href');
  await desk.goto(href + page);
  return desk;
}

async function atMeeting(role) {
  const desk = await as(role);
  await desk.goto('/committees');
  await go(desk, desk.locator('main tr', { hasText: 'Kleiner Saal' }).getByRole('link').first());
  return desk;
}

async function moveClock(days) {
  const desk = await as('AD');
  await desk.goto('/demo/clock');
  await desk.fill('[name=days]', String(days));
  await go(desk, button(desk, 'Uhr vorstellen'));
}

/** Expects a mail with this subject to this address in the demo's inbox. */
async function expectMail(address, subject) {
  await readMail(await as('AD'), address, subject);
}

const steps = [
  ['two persons approve a call and it is published', async () => {
    const drafted = `IBZ-${new Date().getFullYear() + 1}B`;
    for (const role of ['RL', 'BfdH']) {
      const desk = await as(role);
      await desk.goto('/calls');
      await go(desk, link(desk, drafted));
      await expectText(desk, /In Prüfung/);
      await go(desk, button(desk, /freigeben$/));
    }
    await expectText(await as('BfdH'), /Veröffentlicht/);
    const visitor = await newPage(browser);
    await visitor.goto(`/public/calls/${drafted}`);
    await expectText(visitor, /Zuschüsse für Begegnungsorte/);
    await visitor.context().close();
  }],
  ['a list of applications is imported', async () => {
    const desk = await as('SB');
    await desk.goto('/imports/applications');
    const list =
      'AGS;Kommune;Projekttitel;Beantragte Summe;Eingang am\n' +
      `08115;Landkreis Böblingen;Lesecafé im Kreishaus;45.000,00 €;${german(day(-2))}\n` +
      `08117;Landkreis Göppingen;Werkstatt der Kulturen;52.000,00 €;${german(day(-2))}\n`;
    await desk.setInputFiles('[name=file]', { name: 'Liste.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
    await desk.fill('[name=call]', call);
    await go(desk, button(desk, 'Datei prüfen'));
    await go(desk, button(desk, /übernehmen/i));
    await expectText(desk, /Die Zeilen wurden übernommen/);
  }],
  ['an application on paper is entered by hand', async () => {
    const desk = await as('SB');
    await desk.goto(`/applications/new?call=${call}`);
    await desk.fill('[name=lead]', '08119');
    await desk.fill('[name=title]', 'Brücken bauen im Kreis');
    await go(desk, button(desk, 'Antrag beginnen'));
    const sections = new URL(desk.url()).pathname;
    const given = {
      C2: 'Der Kreis baut mit Vereinen und Verwaltung feste Formate der Beteiligung auf. '.repeat(2),
      E2a: '38.000,00',
      A8b: 'Stabsstelle (Demo)',
      A8c: 'Integrationsbeauftragte',
      A9: 'integration@rems-murr.example',
      A10: '07151 501-0',
      C11a: day(160),
      C11b: day(500),
    };
    for (const section of ['applicant', 'project', 'schedule', 'money']) {
      await desk.goto(`${sections}?section=${section}`);
      for (const [name, value] of Object.entries(given)) {
        if (await desk.locator(`[name=${name}]`).count() > 0) await desk.fill(`[name=${name}]`, value);
      }
      await go(desk, button(desk, 'Entwurf speichern'));
    }
    await go(desk, button(desk, 'Speichern und prüfen'));
    for (const box of await desk.locator('main input[type=checkbox]').all()) await box.check();
    await desk.fill('[name=received_on]', day(-1));
    await go(desk, button(desk, 'Verbindlich einreichen'));
    await expectText(desk, new RegExp(`${call}-\\d{4}.*rechtzeitig`, 's'));
  }],
  ['after the deadline all are checked for completeness', async () => {
    await moveClock(TO_CHECK);
    const desk = await as('SB');
    for (let wait = 0; wait < 20; wait += 1) {
      await desk.goto('/calls');
      if (/Bewerbungsfrist beendet/.test(await desk.locator('tr', { hasText: call }).innerText())) break;
      await desk.waitForTimeout(500);
    }
    await desk.goto(`/applications?call=${call}`);
    await go(desk, button(desk, 'Formale Prüfung für alle beginnen'));
    await desk.goto(`/applications?call=${call}&state=IN_CHECK`);
    const cases = await desk.$$eval('tbody td:nth-child(2) a', (links) => links.map((each) => each.getAttribute('href')));
    assert.ok(cases.length >= 3, `${cases.length} in check`);
    for (const each of cases) {
      await desk.goto(`${each}/check`);
      for (const point of await desk.locator('main [name^=result_][value=FULFILLED]').all()) await point.check();
      await go(desk, button(desk, 'Als vollständig bestätigen'));
    }
    await expectMail('integration@rems-murr.example', /ist vollständig/);
  }],
  ['two assessors score each application', async () => {
    const desk = await atCall('SB', '/assessment');
    for (const box of await desk.locator('[name=assessors]').all()) await box.check();
    await desk.check('[name=all]');
    await desk.fill('[name=due_on]', day(TO_CHECK + 10));
    await go(desk, button(desk, 'Anträge zuweisen'));
    await expectMail('bewertung1@fachstelle.example', /zur Bewertung/);
    for (const role of ['AS', 'AS2']) {
      const assessor = await as(role);
      const open = assessor.locator('main tbody tr', { hasText: call }).filter({ hasNotText: 'Abgegeben' });
      for (await assessor.goto('/reviews'); (await open.count()) > 0; await assessor.goto('/reviews')) {
        const row = await open.first().innerText();
        const [, given] = Object.entries(points).find(([name]) => row.includes(name)) ?? ['', 2];
        await go(assessor, open.first().getByRole('link').last());
        await assessor.getByLabel('Ich bin nicht befangen').check();
        await go(assessor, button(assessor, 'Erklärung abgeben'));
        for (let criterion = 1; criterion <= 7; criterion += 1) {
          // Göppingen is a little better than Böblingen
          const more = criterion === 3 && row.includes('Göppingen') ? 1 : 0;
          await assessor.check(`[name=points_K${criterion}][value="${given + more}"]`);
        }
        await go(assessor, button(assessor, 'Abgeben'));
      }
    }
  }],
  ['the ranking is frozen', async () => {
    const officer = await atCall('SB');
    await go(officer, button(officer, 'Auswahl beginnen'));
    const desk = await atCall('GS', '/ranking');
    await go(desk, button(desk, 'Rangfolge festschreiben'));
    const rows = await desk.locator('main table').first().locator('tbody tr').allInnerTexts();
    const places = [best, 'Göppingen', 'Böblingen'];
    places.forEach((name, place) => assert.match(rows[place], new RegExp(`^${place + 1}\\s.*${name}`, 's')));
    assert.match(rows[0], /80,00/);
    assert.match(rows[2], /60,00/);
  }],
  ['the means reach for two under cap and budget', async () => {
    const desk = await atCall('GS', '/allocation');
    await go(desk, button(desk, 'Verteilung speichern'));
    // 38.000 + 40.000 (52.000 asked for, capped) of 100.000; 40.000 more do not fit
    await expectText(desk, /Geförderte\s+2\s.*Summe\s+78\.000,00/s);
    const budget = await atCall('BfdH', '/allocation');
    await go(budget, button(budget, 'Verteilung billigen'));
  }],
  ['the steering group meets, votes and signs', async () => {
    const desk = await as('GS');
    await desk.goto('/committees');
    await go(desk, desk.locator('main a[href^="/committees/"]').first());
    await desk.selectOption('form[action$="/meetings"] [name=call]', { label: await labelOf(desk, call) });
    await desk.fill('[name=starts_on]', day(TO_CHECK + TO_AWARD - 1));
    await desk.fill('[name=starts_time]', '10:00');
    await desk.fill('[name=place]', 'Stuttgart, Kleiner Saal');
    await go(desk, button(desk, 'Sitzung planen'));
    await go(desk, button(desk, 'Einladen'));
    await expectMail('mitglied@steuerungsgruppe.example', /Einladung zur Auswahlsitzung/);
    await moveClock(TO_AWARD);
    const chair = await atMeeting('SV');
    await go(chair, button(chair, 'Erklärung abgeben'));
    await go(chair, link(chair, 'Rangfolge'));
    await expectText(chair, new RegExp(best));
    await atMeeting('SV');
    for (const box of await chair.locator('[name=present]').all()) await box.check();
    await chair.check('[name=asked]');
    await go(chair, button(chair, 'Sitzung eröffnen'));
    await chair.fill('form[action$="/list"] [name=yes]', '9');
    await go(chair, button(chair, /gemeinsam abstimmen/));
    await go(chair, button(chair, 'Sitzung schließen'));
    await atMeeting('GS');
    await go(desk, link(desk, 'Niederschrift'));
    await go(desk, button(desk, 'Niederschrift erstellen'));
    await expectText(desk, /Noch nicht zu unterzeichnen/);
    await moveClock(TO_SIGN);
    await atMeeting('GS');
    await go(desk, link(desk, 'Niederschrift'));
    await go(desk, button(desk, /unterzeichnen/));
    await atMeeting('SV');
    await go(chair, link(chair, 'Niederschrift'));
    await go(chair, button(chair, /unterzeichnen/));
    const { bytes } = await fileOf(chair, link(chair, 'Als PDF'));
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    await atMeeting('GS');
    await go(desk, button(desk, 'Ergebnisse in die Anträge übernehmen'));
  }],
  ['the head of unit releases the decisions', async () => {
    const desk = await atCall('RL', '/decisions');
    assert.match(await desk.locator('tbody tr', { hasText: best }).innerText(), /Ausgewählt\s+38\.000,00/);
    assert.match(await desk.locator('tbody tr', { hasText: 'Göppingen' }).innerText(), /Ausgewählt\s+40\.000,00/);
    assert.match(await desk.locator('tbody tr', { hasText: 'Böblingen' }).innerText(), /Nachrückliste/);
    await go(desk, button(desk, /Entscheidungen freigeben/));
    await expectMail('integration@rems-murr.example', new RegExp(call));
  }],
  ['the award is countersigned, issued as PDF and accepted', async () => {
    const desk = await atCall('SB', '/grants');
    await go(desk, button(desk, /Bewilligungen vorbereiten/));
    const grant = await desk.locator('tr', { hasText: best }).getByRole('link').first().getAttribute('href');
    for (const role of ['BfdH', 'RL']) {
      const signs = await as(role);
      await signs.goto(grant);
      await go(signs, button(signs, /mitzeichnen/));
    }
    const head = await as('RL');
    await go(head, button(head, 'Erlassen und versenden'));
    const { type, bytes } = await fileOf(head, link(head, /PDF/));
    assert.equal(type, 'application/pdf');
    assert.ok(bytes.length > 10_000, `${bytes.length} bytes`);
    await expectMail('integration@rems-murr.example', /Zusage|Bewilligung|Bescheid/);
    await desk.goto(grant);
    await desk.fill('form[action$="/accept"] [name=remark]', 'Unterschriebene Kooperationsvereinbarung liegt vor.');
    await go(desk, button(desk, 'Kooperationsvereinbarung annehmen'));
    await expectText(desk, /Angenommen/);
  }],
  ['a facilitator is assigned with a contingent', async () => {
    const coordination = await as('PK');
    await coordination.goto('/engagements');
    await go(coordination, coordination.locator('main tr', { hasText: best }).getByRole('link', { name: 'Team vorschlagen' }));
    await coordination.getByLabel('Prozessbegleitung 1 (Demo)', { exact: true }).check();
    await go(coordination, button(coordination, 'Team vorschlagen'));
    const engagement = new URL(coordination.url()).pathname;
    await expectMail('begleitung1@pool.example', /Anfrage Prozessbegleitung/);
    const facilitator = await as('PB');
    await facilitator.goto(engagement);
    await go(facilitator, button(facilitator, 'Zusagen'));
    await coordination.goto(engagement);
    await coordination.fill('[name=contract_no]', 'V-0815');
    await coordination.fill('[name=contingent]', '100');
    await coordination.fill('[name=from_on]', day(TO_CHECK + TO_AWARD + TO_SIGN - 1));
    await go(coordination, button(coordination, 'Zur Beauftragung vorlegen'));
    const officer = await as('SB');
    await officer.goto(engagement);
    await go(officer, button(officer, 'Beauftragen'));
    await facilitator.goto(engagement);
    await facilitator.fill('[name=first_talk_on]', day(TO_CHECK + TO_AWARD + TO_SIGN - 1));
    await go(facilitator, button(facilitator, 'Begleitung beginnen'));
  }],
  ['hours are logged, approved and counted', async () => {
    const on = day(TO_CHECK + TO_AWARD + TO_SIGN - 1);
    const facilitator = await as('PB');
    await facilitator.goto('/hours/new');
    const choice = facilitator.locator('main select').first();
    await choice.selectOption(await choice.locator('option', { hasText: best }).getAttribute('value'));
    await facilitator.fill('[name=worked_on]', on);
    await facilitator.fill('[name=from]', '09:00');
    await facilitator.fill('[name=until]', '10:30');
    await facilitator.fill('[name=description]', 'Erstgespräch im Landratsamt');
    await go(facilitator, button(facilitator, 'Speichern und einreichen'));
    const coordination = await as('PK');
    await coordination.goto('/hours');
    await coordination.getByLabel(new RegExp(`${german(on)}, 09:00–10:30`)).check();
    await go(coordination, button(coordination, 'Ausgewählte freigeben'));
    await coordination.goto('/engagements');
    await go(coordination, coordination.locator('main tr', { hasText: best }).getByRole('link').first());
    await expectText(coordination, /1,50\sStd\..*98,50\sStd\./s);
  }],
  ['a network meeting is announced and a municipality registers', async () => {
    const coordination = await as('PK');
    await coordination.goto('/events/new');
    for (const [name, value] of Object.entries({
      title: 'Treffen im Stadthaus',
      place: 'Ulm, Stadthaus',
      starts_on: day(90),
      starts_time: '10:00',
      ends_time: '15:00',
      registration_until_on: day(80),
    })) {
      await coordination.fill(`[name=${name}]`, value);
    }
    await go(coordination, button(coordination, 'Treffen planen'));
    await go(coordination, button(coordination, 'Veröffentlichen und einladen'));
    const guest = await as('KE3');
    await guest.goto('/events');
    await go(guest, link(guest, 'Treffen im Stadthaus'));
    await go(guest, button(guest, 'Verbindlich anmelden'));
    await expectMail('integration@kreis-tuebingen.example', /Anmeldung bestätigt: Treffen im Stadthaus/);
  }],
  ['a practice report is moderated and others read it', async () => {
    const facilitator = await as('PB');
    await facilitator.goto('/applications');
    await go(facilitator, facilitator.locator('main tr', { hasText: best }).getByRole('link').first());
    await go(facilitator, link(facilitator, 'Verfahren und Förderung'));
    await go(facilitator, link(facilitator, 'Praxisbericht schreiben'));
    await facilitator.fill('[name=title]', 'Brücken im Landkreis');
    for (const part of ['situation', 'approach', 'result', 'experience', 'tips', 'easy']) {
      await facilitator.fill(`[name=${part}]`, 'Persönliche Einladungen wirken besser als Plakate.');
    }
    await facilitator.check('[name=consent]');
    await go(facilitator, button(facilitator, 'Speichern'));
    await go(facilitator, button(facilitator, 'Zur Moderation geben'));
    const report = new URL(facilitator.url()).pathname;
    await expectMail('koordination@akademie.example', /Brücken im Landkreis.*eingegangen/);
    const reader = await as('KE3');
    await reader.goto('/practice');
    assert.equal(await link(reader, 'Brücken im Landkreis').count(), 0, 'read before its publication');
    for (const [role, verb] of [['PK', /^Freigeben/], ['PK2', 'Veröffentlichen']]) {
      const moderator = await as(role);
      await moderator.goto(report);
      await go(moderator, button(moderator, verb));
    }
    await reader.goto('/practice');
    await go(reader, link(reader, 'Brücken im Landkreis'));
    await expectText(reader, /wirken besser als Plakate/);
  }],
  ['the programme report shows the round, as page and as workbook', async () => {
    const desk = await as('RL');
    await desk.goto('/reports');
    await desk.selectOption('[name=call]', { label: call });
    await go(desk, button(desk, 'Anzeigen'));
    await go(desk, desk.locator('tbody tr', { hasText: 'R1' }).getByRole('link', { name: 'Programmbericht' }));
    await expectText(desk, /1\s+Bewilligungen|1\s+Begleitungen/);
    await expectText(desk, /1,50\sStd\./);
    const { bytes } = await fileOf(desk, link(desk, 'Excel'));
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  }],
];

test('a round from the call to the shared experience', (t) => follow(t, steps, people, 'round'));

/** The label of the choice that begins with this code. */
async function labelOf(page, code) {
  const labels = await page.locator('form[action$="/meetings"] [name=call] option').allInnerTexts();
  return labels.find((label) => label.startsWith(code)) ?? code;
}
