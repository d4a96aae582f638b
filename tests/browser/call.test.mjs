// A call from the editor to its first application, without a developer: the officer configures it, tries it out, two
// others publish it, anybody reads it, and three municipalities apply for it together, each by its own signatory.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ANSWERS, FROM, UNTIL, casePath, fillSections } from './application.mjs';
import {
  PDF,
  button,
  day,
  expectText,
  fileOf,
  follow,
  gather,
  go,
  launch,
  link,
  look,
  mainText,
  newPage,
  readMail,
  reloadUntil,
} from './support.mjs';

const TITLE = 'Räume der Begegnung';
const QUESTION = 'Wem gehört der Raum?';
/** The project's first and last calendar year. */
const years = [FROM, UNTIL].map((iso) => iso.slice(0, 4));

let browser;
let people;
before(async () => {
  browser = await launch();
  people = gather(browser);
});
after(() => browser?.close());

const as = (role) => people.as(role);
/** Found out on the way: the call's code and address, and the case's. */
let code;
let call;
let path;

/** Types into the fields of a page of the editor and goes on to the next part. */
async function part(page, heading, fields, next = 'Speichern und weiter') {
  assert.equal(await page.locator('nav.tabs [aria-current=page]').innerText(), heading);
  for (const [name, value] of Object.entries(fields)) {
    const input = page.locator(`[name="${name}"]`);
    if (Array.isArray(value)) for (const one of value) await page.check(`[name="${name}"][value="${one}"]`);
    else if ((await input.evaluate((element) => element.tagName)) === 'SELECT') await input.selectOption(value);
    else await input.fill(value);
  }
  await go(page, button(page, next));
}

/** Sends a form that is refused. */
async function refused(page, name, sentence) {
  await Promise.all([page.waitForEvent('load'), button(page, name).click()]);
  assert.match(await page.locator('main [role=alert]').first().innerText(), sentence);
}

const steps = [
  ['an officer begins a call with five lines', async () => {
    const desk = await as('SB');
    await desk.goto('/calls');
    await go(desk, link(desk, 'Neue Ausschreibung'));
    code = await desk.inputValue('[name=code]');
    await desk.fill('[name=title_de]', TITLE);
    await desk.fill('[name=opens_at]', day(-1));
    await desk.fill('[name=deadline_on]', day(24));
    await go(desk, button(desk, 'Entwurf anlegen'));
    call = /\/calls\/[0-9a-f-]{36}/.exec(desk.url())[0];
    await expectText(desk, /Der Entwurf ist angelegt/);
    // what is missing is named when the call is sent off too early
    await desk.goto(call);
    await Promise.all([desk.waitForEvent('load'), button(desk, 'Zur Prüfung vorlegen').click()]);
    await expectText(desk, /Das fehlt noch.*Haushaltsstelle.*Bewertungskriterien/s);
  }],
  ['texts, dates, eligibility and money', async () => {
    const desk = await as('SB');
    await desk.goto(`${call}/edit`);
    await look(desk, 'call-editor-texts');
    await part(desk, 'Texte', {
      purpose_de: 'Gefördert werden Räume, in denen sich Menschen ohne Anlass begegnen.',
      eligible_de: 'Städte, Gemeinden und Landkreise in Baden-Württemberg, auch gemeinsam.',
      how_de: 'Bewerbung über dieses Portal. Eine Steuerungsgruppe wählt aus.',
      title_en: 'Rooms to meet',
    });
    await part(desk, 'Leichte Sprache', { easy_de: 'Es gibt Geld für Räume.\n\nIn den Räumen treffen sich Menschen.' });
    await desk.fill('[name=grace_minutes]', '500');
    await refused(desk, 'Entwurf speichern', /240/);
    await part(desk, 'Termine', { grace_minutes: '15', project_from: day(60), project_until: day(700) });
    await part(desk, 'Wer sich bewerben kann', { body_types: ['GEMEINDE', 'STADT', 'LANDKREIS'], territory: '08' });
    await part(desk, 'Geld', {
      funding_mode: 'CASH_GRANT',
      financing_type: 'SHARE',
      rate_basis_points: '80,00',
      cap_cents: '30.000,00',
      minimum_cents: '2.500,00',
      'budget_years.1.year': years[0],
      'budget_years.1.cash': '60.000,00',
    }, 'Haushaltsjahr hinzufügen');
    assert.equal(await desk.inputValue('[name="budget_years.1.cash"]'), '60.000,00', 'what was typed stays');
    const line = await desk.locator('[name=budget_line_id] option').nth(1).getAttribute('value');
    await part(desk, 'Geld', {
      budget_line_id: line,
      'budget_years.2.year': years[1],
      'budget_years.2.cash': '40.000,00',
    }, 'Entwurf speichern');
    await look(desk, 'call-editor-money');
    await expectText(desk, /abweichend vom Programmwert 40\.000,00\s€/);
  }],
  ['criteria, documents, mails and examples', async () => {
    const desk = await as('SB');
    await desk.goto(`${call}/edit/criteria`);
    const criterion = (row, label, weight) => ({
      [`criteria.${row}.code`]: `K${row}`,
      [`criteria.${row}.label_de`]: label,
      [`criteria.${row}.weight`]: String(weight),
    });
    await part(desk, 'Bewertung', criterion(1, 'Bedarf', 60), 'Kriterium hinzufügen');
    await part(desk, 'Bewertung', { ...criterion(2, 'Beteiligung', 40), form_version: '2' });
    await part(desk, 'Unterlagen', {
      'documents.1.code': 'D1',
      'documents.1.label_de': 'Nutzungsvertrag für den Raum',
      'documents.1.required': ['true'],
      'documents.1.kinds': ['PDF'],
    });
    await desk.fill('[name="mail_texts.M-A02.subject_de"]', 'Danke für Ihren Antrag {Antrag}');
    await desk.fill('[name="mail_texts.M-A02.body_de"]', 'Eingegangen: {Zeitpunkt}');
    await refused(desk, 'Vorschau', /Den Platzhalter \{Zeitpunkt\} gibt es hier nicht. Möglich sind: .*\{Eingang\}/);
    await desk.fill('[name="mail_texts.M-A02.body_de"]', 'Ihr Vorhaben „{Vorhaben}“ ging ein: {Eingang}. Prüfsumme: {Prüfsumme}');
    await go(desk, button(desk, 'Vorschau'));
    await expectText(desk, /Danke für Ihren Antrag IBZ-.*Ihr Vorhaben „Zusammenleben im Quartier“ ging ein: /s);
    await part(desk, 'E-Mails', {});
    const example = {
      'examples.1.label': 'Stadt am Höchstbetrag',
      'examples.1.body_type': 'STADT',
      'examples.1.key': '08437078',
      'examples.1.starts_on': FROM,
      'examples.1.ends_on': UNTIL,
      'examples.1.requested': '35.000,00',
      'examples.1.total_cost': '50.000,00',
      'examples.1.expected': 'ELIGIBLE',
      'examples.1.expected_amount': '35.000,00',
    };
    await part(desk, 'Beispiele', example, 'Entwurf speichern');
    await expectText(desk, /weicht ab/);
    await desk.goto(call);
    await Promise.all([desk.waitForEvent('load'), button(desk, 'Zur Prüfung vorlegen').click()]);
    await expectText(desk, /„Stadt am Höchstbetrag“ ergibt 30\.000,00\s€, erwartet sind 35\.000,00\s€/);
    await desk.goto(`${call}/edit/examples`);
    await part(desk, 'Beispiele', { 'examples.1.expected_amount': '30.000,00' }, 'Entwurf speichern');
    await expectText(desk, /wie erwartet/);
    await look(desk, 'call-editor-examples');
  }],
  ['the form gets a question of its own', async () => {
    const desk = await as('SB');
    await desk.goto(call);
    await go(desk, link(desk, /Antragsformular/));
    await go(desk, desk.locator('nav.tabs').getByRole('link', { name: 'Vorhaben' }));
    const own = desk.locator('fieldset', { hasText: 'Eigene Frage 1' });
    await own.getByLabel('Bezeichnung (deutsch)').fill(QUESTION);
    await own.getByLabel('Pflichtangabe').check();
    await own.getByLabel('Antworten zur Auswahl').fill('der Kommune\neinem Verein\neiner Kirche');
    await go(desk, button(desk, 'Speichern'));
    await expectText(desk, /Das Formular ist gespeichert/);
    const asked = desk.locator('fieldset', { hasText: QUESTION });
    assert.match(await asked.getByLabel('Antworten zur Auswahl').inputValue(), /^der Kommune\s+einem Verein\s+einer Kirche$/);
    await look(desk, 'call-form');
  }],
  ['it is tried out, and nobody else sees that', async () => {
    const desk = await as('SB');
    await desk.goto(call);
    await go(desk, button(desk, 'Erproben'));
    await expectText(desk, /Diese Ausschreibung ist eine Erprobung/);
    await expectText(desk, new RegExp(`${code}-T`));
    await look(desk, 'call-try-out');
    const tryOut = new URL(desk.url()).pathname;
    await go(desk, link(desk, 'Testanträge'));
    await desk.fill('[name=lead]', '08437078');
    await desk.fill('[name=title]', 'Nur zur Probe');
    await go(desk, button(desk, 'Testantrag beginnen'));
    await fillSections(desk, casePath(desk), ['support']);
    await desk.goto('/applications?q=Nur+zur+Probe');
    await expectText(desk, /Kein Antrag entspricht dieser Auswahl/);
    await desk.goto(tryOut);
    await go(desk, link(desk, 'Vorschau der öffentlichen Seite'));
    await expectText(desk, /Noch ist sie nicht öffentlich/);
    await go(desk, link(desk, 'Kann meine Kommune sich bewerben?'));
    await desk.fill('[name=name]', 'Meßkirch');
    await go(desk, button(desk, 'Prüfen'));
    await expectText(desk, /Das lässt sich noch nicht sagen/);
    await desk.goto('/calls');
    assert.equal(await link(desk, `${code}-T`).count(), 0, 'the try-out is in the list');
    const visitor = await newPage(browser);
    for (const each of [code, `${code}-T`]) {
      assert.equal((await visitor.goto(`/public/calls/${each}`)).status(), 404);
    }
    await visitor.context().close();
  }],
  ['two others approve, the officer cannot', async () => {
    const desk = await as('SB');
    await desk.goto(call);
    await go(desk, button(desk, 'Zur Prüfung vorlegen'));
    await expectText(desk, /liegt zur Prüfung vor/);
    assert.equal(await button(desk, /freigeben/).count(), 0);
    const head = await as('RL');
    await go(head, link(head, /Ausschreibungen? prüfen und freigeben/));
    await go(head, link(head, code));
    await go(head, button(head, 'Als Referatsleitung freigeben'));
    await expectText(head, /Es fehlt noch die zweite/);
    assert.equal(await button(head, /freigeben/).count(), 0, 'one person approves twice');
    const budget = await as('BfdH');
    await budget.goto(call);
    await go(budget, button(budget, 'Als Beauftragte/r für den Haushalt freigeben'));
    await expectText(budget, /Die Ausschreibung ist veröffentlicht/);
  }],
  ['anybody reads it, checks the own case and takes the dates home', async () => {
    const visitor = await newPage(browser);
    await visitor.goto('/public/calls');
    await go(visitor, link(visitor, TITLE));
    await reloadUntil(visitor, /Sie können sich jetzt bewerben/);
    const text = await expectText(visitor, /Noch\s+\d+ Tage und (eine Stunde|\d+ Stunden) \(Stand \d\d\.\d\d\.\d{4}/);
    assert.match(text, /[A-Z][a-z]+, \d+\. \S+ \d{4}, 24:00 Uhr/);
    assert.match(text, /30\.000,00\s€/);
    assert.doesNotMatch(text, /Kulanz|15 Minuten|Stadt am Höchstbetrag/, 'what is for the office alone');
    await look(visitor, 'call-public');

    const calendar = await fileOf(visitor, link(visitor, 'Termine in den Kalender'));
    assert.match(calendar.bytes.toString(), /^BEGIN:VCALENDAR[\s\S]*Bewerbungsfrist endet: Räume der Begegnung/);
    const book = await fileOf(visitor, link(visitor, /xlsx/));
    assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');

    const page = visitor.url();
    await go(visitor, link(visitor, 'Anmelden und bewerben'));
    assert.equal(new URL(visitor.url()).pathname, '/sign-in');
    await visitor.goto(page);
    await go(visitor, link(visitor, 'In Leichter Sprache'));
    await expectText(visitor, /In den Räumen treffen sich Menschen/);
    await look(visitor, 'call-easy');

    await visitor.goto(page);
    await go(visitor, link(visitor, 'Kann meine Kommune sich bewerben?'));
    await visitor.fill('[name=name]', '08437078');
    await go(visitor, button(visitor, 'Prüfen'));
    await expectText(visitor, /Das lässt sich noch nicht sagen.*Stadt Meßkirch|Meßkirch.*Das lässt sich noch nicht sagen/s);
    for (const [name, value] of Object.entries({ begun: 'no', elsewhere: 'no', rest: 'yes' })) {
      await visitor.selectOption(`[name=${name}]`, value);
    }
    for (const [name, value] of Object.entries({ starts_on: FROM, ends_on: UNTIL, total_cost: '50.000,00', requested: '35.000,00' })) {
      await visitor.fill(`[name=${name}]`, value);
    }
    await go(visitor, button(visitor, 'Prüfen'));
    await expectText(visitor, /Eine Bewerbung ist möglich.*Möglich sind bis zu 30\.000,00\s€/s);
    await look(visitor, 'call-self-check');
    await visitor.selectOption('[name=begun]', 'yes');
    await Promise.all([visitor.waitForEvent('load'), button(visitor, 'Prüfen').click()]);
    await expectText(visitor, /So ist eine Bewerbung nicht möglich.*Das Vorhaben hat schon begonnen/s);
    await visitor.context().close();
  }],
  ['a municipality writes, with a plan that adds up while it is typed', async () => {
    const lead = await as('KE');
    await lead.goto('/my-applications');
    await go(lead, link(lead, `Antrag stellen: ${TITLE}`));
    await lead.fill('[name=title]', 'Bahnhöfe als Treffpunkte');
    await go(lead, button(lead, 'Antrag beginnen'));
    path = casePath(lead);
    await expectText(lead, /Der Entwurf ist angelegt/);
    await look(lead, 'apply-sections');
    const answers = { ...ANSWERS, C1: 'Bahnhöfe als Treffpunkte', A9: 'integration@leimen.example', D1: 'GRANT' };
    await fillSections(lead, path, ['applicant', 'project', 'participation', 'schedule', 'support', 'declarations'], answers);
    // one digit wrong: said at once, and the number stays to be mended
    await lead.goto(`${path}/edit?section=applicant`);
    await lead.fill('[name=E5a]', 'DE02 1203 0000 0000 2020 52');
    await Promise.all([lead.waitForEvent('load'), button(lead, 'Entwurf speichern').click()]);
    await expectText(lead, /Bitte geben Sie eine gültige IBAN an/);
    assert.equal(await lead.inputValue('[name=E5a]'), 'DE02 1203 0000 0000 2020 52');
    await fillSections(lead, path, ['applicant'], { E5a: answers.E5a });
    await lead.goto(`${path}/edit?section=project`);
    await lead.getByRole('group', { name: QUESTION }).getByLabel('einem Verein').check();
    await go(lead, button(lead, 'Entwurf speichern'));

    await lead.goto(`${path}/plan`);
    await expectText(lead, /höchstens 80,00\s% der Ausgaben und höchstens 30\.000,00\s€/);
    const [first, last] = years;
    const plan = { STAFF: [first, '25.000,00'], EVENTS: [first, '12.500,00'], REQUESTED: [first, '30.000,00'], OWN: [first, '7.000,00'] };
    for (const [kind, [year, amount]] of Object.entries(plan)) await lead.fill(`[name=${kind}_${year}]`, amount);
    await lead.fill(`[name=MATERIAL_${last}]`, '5.000,00');
    await lead.fill(`[name=OWN_${last}]`, '5.000,00');
    const difference = lead.locator('tr', { hasText: 'Ausgaben minus Finanzierung' });
    assert.match(await difference.innerText(), /500,00\s€\s+0,00\s€\s+500,00\s€/);
    await lead.check('[name=vat_deduct][value=no]');
    await lead.check('[name=no_other_grants]');
    await go(lead, button(lead, 'Plan speichern'));
    await expectText(lead, new RegExp(`Ausgaben und Finanzierung weichen um 500,00\\s€ ab`));
    await lead.fill(`[name=OWN_${first}]`, '7.500,00');
    await go(lead, button(lead, 'Plan speichern'));
    await expectText(lead, /stimmen in jedem Jahr überein/);
    await look(lead, 'apply-plan');
  }],
  ['it names two partners, and the amount is split to the cent', async () => {
    const lead = await as('KE');
    await lead.goto(`${path}/partners`);
    await lead.fill('[name=body_1]', '08437078');
    await lead.fill('[name=task_1]', 'Richtet den Treffpunkt in Meßkirch ein.');
    await go(lead, button(lead, 'Speichern'));
    await lead.fill('[name=body_2]', '08416');
    await lead.fill('[name=task_2]', 'Stellt den Raum in Tübingen.');
    await go(lead, button(lead, 'Gleichmäßig aufteilen und speichern'));
    const shares = await lead.locator('main table').first().locator('tbody td.num').allInnerTexts();
    assert.deepEqual(shares.map((share) => share.replace(/\s/g, ' ').trim()), ['10.000,00 €', '10.000,00 €', '10.000,00 €']);
    await look(lead, 'apply-partners');
    await lead.goto(`${path}/submit`);
    await expectText(lead, /Meßkirch hat noch nicht bestätigt/);
    await expectText(lead, /„Nutzungsvertrag für den Raum“ fehlt noch/);
    await lead.goto(`${path}/attachments`);
    await lead.setInputFiles('[name=files]', { name: 'Vertrag.pdf', mimeType: 'application/pdf', buffer: PDF });
    await lead.selectOption('[name=document]', { label: 'Nutzungsvertrag für den Raum' });
    await go(lead, button(lead, 'Anhängen'));
    await lead.goto(`${path}/partners`);
    await go(lead, button(lead, 'Partner um Bestätigung bitten'));
    for (const address of ['integration@messkirch.example', 'integration@kreis-tuebingen.example']) {
      await readMail(await as('AD'), address, /Bitte um Bestätigung: gemeinsamer Antrag/);
    }
  }],
  ['each partner answers by its own signatory', async () => {
    for (const role of ['KE2', 'KE3']) {
      const partner = await as(role);
      await partner.goto('/');
      await go(partner, link(partner, /Bestätigung als Partner/));
      await expectText(partner, /Leimen.*Ihr Anteil\s+10\.000,00\s€/s);
      if (role === 'KE3') {
        await partner.check('[name=decision][value=refuse]');
        await refused(partner, 'Antwort absenden', /Bitte nennen Sie den Grund/);
      } else {
        await look(partner, 'apply-partner-answer');
      }
      await partner.check('[name=decision][value=confirm]');
      await partner.fill('[name=resolution_on]', day(-3));
      await go(partner, button(partner, 'Antwort absenden'));
      await expectText(partner, /Ihre Antwort ist gespeichert/);
      await partner.goto('/my-applications');
      await expectText(partner, /als Partner beteiligt/);
      const answer = await partner.request.get(`${path}/edit`);
      assert.equal(answer.status(), 403, 'a partner writes in the lead\'s application');
    }
    const lead = await as('KE');
    await lead.goto(`${path}/partners`);
    assert.equal((await mainText(lead)).match(/bestätigt\s+\d\d\.\d\d\.\d{4}/g).length, 2);
  }],
  ['the lead\'s signatory releases it, with a double click', async () => {
    const lead = await as('KE');
    await lead.goto(`${path}/submit`);
    await expectText(lead, /Alle Angaben sind vorhanden/);
    await lead.fill('[name=remark]', 'Bitte bis heute Abend.');
    await go(lead, button(lead, 'Um Freigabe bitten'));
    await readMail(await as('AD'), 'ob@leimen.example', /Bitte um Freigabe/);

    const mayor = await as('KZ');
    await mayor.goto('/');
    await go(mayor, link(mayor, /Zur Freigabe.*Bahnhöfe als Treffpunkte/));
    await expectText(mayor, /Bitte bis heute Abend/);
    for (const box of await mayor.locator('main input[type=checkbox]').all()) await box.check();
    await look(mayor, 'apply-release');
    const sent = [];
    mayor.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await Promise.all([mayor.waitForURL(/receipt/), button(mayor, 'Verbindlich einreichen').dblclick()]);
    await mayor.waitForLoadState('load');
    assert.equal(sent.length, 1, 'the second click was sent too');
    const receipt = await expectText(mayor, /Ihr Antrag ist rechtzeitig eingegangen/);
    const number = new RegExp(`${code}-\\d{4}`).exec(receipt)[0];
    assert.equal(number, `${code}-0001`, 'a try-out or a draft took a number');
    const hash = /[0-9a-f]{64}/.exec(receipt)[0];
    // the mail is in the call's own words
    const mail = await readMail(await as('AD'), 'ob@leimen.example', `Danke für Ihren Antrag ${number}`);
    assert.match(mail, /Ihr Vorhaben „Bahnhöfe als Treffpunkte“ ging ein/);
    assert.ok(mail.includes(hash), mail);
  }],
];

test('a call is configured, tried out, published and applied for together', (t) => follow(t, steps, people, 'call'));
