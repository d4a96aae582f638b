// Money of a cash grant, with the real number of people: a payment request until it is paid, and a notice until it is
// final. The last step moves the demo's clock by four days.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  accountOf,
  button,
  day,
  expectText,
  fileOf,
  follow,
  gather,
  german,
  go,
  launch,
  link,
  look,
  mainText,
  readMail,
  reloadUntil,
} from './support.mjs';

const CALL = 'BEG-1';

let browser;
let people;
before(async () => {
  browser = await launch();
  people = gather(browser);
});
after(() => browser?.close());

/** Posts a verb by hand, as somebody would who found no button, with the version that stands on the page now. */
async function expectRefused(page, place, verb) {
  await page.goto(place);
  const version = await page.locator('main [name=version]').first().inputValue();
  const answer = await page.request.post(`${place}/${verb}`, {
    form: { version },
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  });
  const text = await answer.text();
  assert.ok([403, 409].includes(answer.status()), `${verb}: ${answer.status()}`);
  assert.match(text, /Vier-Augen-Prinzip|Berechtigung|die Rolle/, verb);
}

/** Opens what is folded behind these words. */
const unfold = (page, words) => page.locator('main summary', { hasText: words }).first().click();

let request;
let reference;

const payment = [
  ['a request beyond what is open is refused with what is possible', async () => {
    const desk = await people.as('KE');
    await desk.goto('/my-applications');
    await go(desk, desk.locator('main tbody tr', { hasText: 'Haus der Begegnung' }).getByRole('link').first());
    await desk.goto(`${new URL(desk.url()).pathname}?part=procedure`);
    await look(desk, 'money-case');
    await go(desk, link(desk, 'Mittel abrufen'));
    await desk.fill('[name=amount]', '39.000,00');
    await desk.fill('[name=expenditure]', 'Möbel für den Saal.');
    await desk.check('[name=needed]');
    await look(desk, 'money-request');
    await go(desk, button(desk, 'Als Entwurf speichern'));
    const mayor = await people.as('KZ');
    await mayor.goto(new URL(desk.url()).pathname);
    await Promise.all([mayor.waitForEvent('load'), button(mayor, 'Einreichen').click()]);
    await expectText(mayor, /höchstens 12\.000,00\s€/);
    await go(desk, button(desk, 'Zurückziehen'));
  }],
  ['three persons: factual, arithmetic, order; nobody twice, not even by hand', async () => {
    const first = await people.as('SB');
    await first.goto('/payments?state=SUBMITTED');
    await look(first, 'money-payments');
    await go(first, first.locator('main tbody tr', { hasText: 'Leimen' }).getByRole('link').first());
    request = new URL(first.url()).pathname;
    reference = (await first.locator('.page-head__kicker').first().innerText()).trim();
    await go(first, button(first, 'Sachlich richtig zeichnen'));
    await expectText(first, /Die sachliche Richtigkeit ist festgestellt/);
    assert.equal(await button(first, 'Rechnerisch richtig zeichnen').count(), 0, 'the same person is offered the second step');
    await expectRefused(first, request, 'certify-arithmetic');

    const second = await people.as('SB2');
    await second.goto(request);
    await go(second, button(second, 'Rechnerisch richtig zeichnen'));
    await expectRefused(second, request, 'order');

    const head = await people.as('RL');
    await head.goto(request);
    await go(head, button(head, 'Auszahlung anordnen'));
    await expectText(head, /Die Auszahlung ist angeordnet/);
    await look(head, 'money-ordered');
  }],
  ['the cash desk gets a list and a SEPA message', async () => {
    const budget = await people.as('BfdH');
    await budget.goto('/payment-runs');
    await look(budget, 'money-runs');
    await go(budget, button(budget, 'Auszahlungsliste erstellen'));
    const book = await fileOf(budget, link(budget, 'Liste herunterladen (XLSX)'));
    assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
    const message = (await fileOf(budget, link(budget, 'SEPA-Datei herunterladen (XML)'))).bytes.toString();
    assert.match(message, /pain\.001\.001\.09/);
    assert.match(message, /<InstdAmt Ccy="EUR">9000\.00<\/InstdAmt>/);
    assert.ok(message.includes(`<EndToEndId>${reference}</EndToEndId>`), reference);
    await look(budget, 'money-run');
  }],
  ['its confirmation is checked by one person and applied by another one', async () => {
    const today = german(day(0));
    const list = `Buchungsdatum;Wertstellung;Kassenzeichen;Betrag;Status\n${today};${today};${reference};9.000,00;ausgeführt\n`;
    const desk = await people.as('SB');
    await desk.goto('/imports/payments');
    await desk.setInputFiles('[name=file]', { name: 'Zahlungsliste.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
    await go(desk, button(desk, 'Datei prüfen'));
    const run = new URL(desk.url()).pathname;
    const head = await people.as('RL');
    await head.goto(run);
    await go(head, button(head, /übernehmen/i));
    const lead = await people.as('KE');
    await lead.goto(request);
    await expectText(lead, /Ausgezahlt.*Zu verwenden bis/s);
    await look(lead, 'money-paid');
    const mail = await readMail(await people.as('AD'), accountOf('KE').email, /Auszahlung .* angewiesen/);
    assert.match(mail, /9\.000,00\s€/);
  }],
];

test('a payment request is paid by the real number of people', (t) => follow(t, payment, people, 'payment'));

/** Opens the statement of use of a municipality from the office's list. */
async function openProof(page, name) {
  await page.goto('/proofs');
  await go(page, page.locator('main tbody tr', { hasText: name }).getByRole('link').first());
  return new URL(page.url()).pathname;
}

let proof;

const reduction = [
  ['the municipality reports less expenditure than planned and hands it in', async () => {
    const desk = await people.as('KE3');
    await desk.goto('/my-applications');
    await go(desk, desk.locator('main tbody tr', { hasText: 'Lotsinnen und Lotsen' }).getByRole('link').first());
    await desk.goto(`${new URL(desk.url()).pathname}?part=procedure`);
    await go(desk, link(desk, 'Verwendungsnachweis öffnen'));
    proof = new URL(desk.url()).pathname;
    await go(desk, link(desk, 'Verwendungsnachweis ausfüllen'));
    await desk.fill('[name=item_TOTAL]', '22.500,00');
    await desk.fill('[name=results]', 'Das Ziel von 50 Einsatztagen ist übertroffen.');
    await desk.check('[name=is_confirmed]');
    await look(desk, 'proof-form');
    await desk.setInputFiles('[name=file]', { name: 'Presse.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 eine Seite') });
    // one form: the file, the figures and the words are saved together, and shown once more before they are handed in
    await go(desk, button(desk, 'Speichern und weiter zum Einreichen'));
    await expectText(desk, /22\.500,00\s€.*Presse\.pdf/s);
    await go(desk, button(desk, 'Einreichen'));
    await expectText(desk, /Der Verwendungsnachweis ist eingereicht/);
    await look(desk, 'proof-submitted');
  }],
  ['an officer sees the reduction line by line and writes the audit note', async () => {
    const desk = await people.as('SB');
    await desk.goto(proof);
    await go(desk, button(desk, 'Prüfung beginnen'));
    // 25,000 planned, 22,500 spent: an improvement of 2,500, of which 80 % belong to the state
    await expectText(desk, /Verbesserung\s+2\.500,00\s€/);
    await expectText(desk, /Zuwendung nach Abrechnung\s+18\.000,00\s€/);
    await unfold(desk, 'Prüfvermerk erstellen');
    await desk.check('[name=is_complete]');
    await desk.check('[name=is_for_purpose]');
    await desk.check('[name=are_aims_reached]');
    await desk.fill('[name=note]', 'Zahlen und Sachbericht geprüft; Ziele erreicht; weniger ausgegeben als veranschlagt.');
    await go(desk, button(desk, 'Prüfvermerk erstellen'));
    await look(desk, 'proof-examined');
    await expectRefused(desk, proof, 'settle');
  }],
  ['the head of unit accepts it; the rest goes to payment', async () => {
    const head = await people.as('RL');
    await head.goto(proof);
    await go(head, button(head, 'Anerkennen'));
    await expectText(head, /18\.000,00\s€/);
    await look(head, 'proof-settled');
    const desk = await people.as('SB');
    await desk.goto('/payments?state=SUBMITTED');
    await expectText(desk, /Landkreis Tübingen|Tübingen/);
    await readMail(await people.as('AD'), accountOf('KE3').email, /Verwendungsnachweis .* anerkannt/);
  }],
];

test('a statement of use with a reduction', (t) => follow(t, reduction, people, 'proof'));

let claim;

const recovery = [
  ['the office hears the municipality before it claims anything', async () => {
    const desk = await people.as('SB');
    const path = await openProof(desk, 'Leimen');
    await unfold(desk, 'Anhörung einleiten');
    await desk.selectOption('[name=ground]', 'PURPOSE');
    await desk.fill('[name=principal]', '5.000,00');
    await desk.locator(`form[action="${path}/hear"] [name=reason]`).fill('Möbel für das Rathaus wurden aus der Zuwendung bezahlt.');
    await desk.locator(`form[action="${path}/hear"] [name=known_on]`).fill(day(0));
    await desk.locator(`form[action="${path}/hear"] [name=until_on]`).fill(day(20));
    await look(desk, 'claim-hear');
    await go(desk, button(desk, 'Anhörung einleiten'));
    claim = new URL(desk.url()).pathname;
    const letter = await fileOf(desk, link(desk, 'Anhörung als PDF'));
    assert.equal(letter.bytes.subarray(0, 5).toString(), '%PDF-');
  }],
  ['it answers in the portal', async () => {
    const mayor = await people.as('KZ');
    await mayor.goto(claim);
    await unfold(mayor, 'Zur Anhörung äußern');
    await mayor.fill('[name=statement]', 'Der Betrag wird zurückgezahlt.');
    await look(mayor, 'claim-statement');
    await go(mayor, button(mayor, 'Zur Anhörung äußern'));
  }],
  ['one officer prepares, the head of unit issues; the interest says how it came about', async () => {
    const desk = await people.as('SB2');
    await desk.goto(claim);
    await unfold(desk, 'Bescheid vorbereiten');
    await desk.fill('[name=principal]', '5.000,00');
    await desk.fill('[name=discretion]', 'Die Mittel wurden nicht für den Zweck verwendet; Gründe, davon abzusehen, sind nicht ersichtlich.');
    await go(desk, button(desk, 'Bescheid vorbereiten'));
    await expectRefused(desk, claim, 'issue');
    const head = await people.as('RL');
    await head.goto(claim);
    await head.fill('[name=payable_until_on]', day(30));
    await go(head, button(head, 'Bescheid erlassen'));
    await expectText(head, /Basiszinssatz.*Zinssatz/s);
    await look(head, 'claim-issued');
    const letter = await fileOf(head, link(head, 'Bescheid als PDF'));
    assert.equal(letter.bytes.subarray(0, 5).toString(), '%PDF-');
    await readMail(await people.as('AD'), accountOf('KZ').email, /Bescheid zu .* liegt vor/);
  }],
  ['the money comes in parts, and the claim is closed when all is there', async () => {
    const desk = await people.as('SB');
    await desk.goto(claim);
    const pay = async (amount, reference) => {
      await unfold(desk, 'Zahlungseingang erfassen');
      await desk.locator(`form[action="${claim}/receipts"] [name=amount]`).fill(amount);
      await desk.fill('[name=received_on]', day(0));
      await desk.fill('[name=reference]', reference);
      await go(desk, button(desk, 'Zahlungseingang erfassen'));
    };
    await pay('3.000,00', 'Eingang 1');
    const open = /Offen\s+([\d.]+,\d\d)\s€/.exec(await mainText(desk))[1];
    await pay(open, 'Eingang 2');
    // who booked the money does not close the case
    const other = await people.as('SB2');
    await other.goto(claim);
    await go(other, button(other, 'Rückforderung abschließen'));
    await expectText(other, /Erledigt/);
    await look(other, 'claim-settled');
  }],
];

test('recovery with interest', (t) => follow(t, recovery, people, 'claim'));

let grant;

const award = [
  ['two signatures and the issue: three persons', async () => {
    const budget = await people.as('BfdH');
    await budget.goto('/calls');
    const call = await budget.locator('main').getByRole('link', { name: CALL }).first().getAttribute('href');
    await budget.goto(`${call}/grants`);
    await go(budget, budget.locator('main tbody tr', { hasText: 'Lahr' }).getByRole('link').first());
    grant = new URL(budget.url()).pathname;
    await go(budget, button(budget, /mitzeichnen/i));
    const head = await people.as('RL');
    await head.goto(grant);
    await go(head, button(head, /mitzeichnen/i));
    await head.goto(grant);
    await head.check('[name=channel][value=POST]');
    await go(head, button(head, /erlassen/i));
    await look(head, 'award-issued');
  }],
  ['delivered on the fourth day, accepted and waived on paper, final', async () => {
    const clock = await people.as('AD');
    await clock.goto('/demo/clock');
    await clock.fill('[name=days]', '4');
    await go(clock, button(clock, 'Uhr vorstellen'));
    const desk = await people.as('SB');
    await desk.goto(grant);
    await reloadUntil(desk, /Bekannt gegeben/);
    await desk.locator(`form[action="${grant}/accept"] [name=remark]`).fill('Unterschriebene Annahmeerklärung, Blatt 9 der Akte.');
    await go(desk, desk.locator(`form[action="${grant}/accept"] button[type=submit], form[action="${grant}/accept"] button:not([type])`).first());
    const waiver = desk.locator(`form[action="${grant}/waive"]`);
    if (!(await waiver.first().isVisible())) await desk.locator('main details', { has: waiver }).locator('summary').first().click();
    await waiver.locator('[name=remark]').fill('Rechtsbehelfsverzicht, Blatt 10 der Akte.');
    await go(desk, waiver.locator('button').first());
    await expectText(desk, /Bestandskräftig/);
    await look(desk, 'award-final');
  }],
];

test('an award until it is final', (t) => follow(t, award, people, 'award'));
