// A municipality's draft from the first word to the proof: alone, by two people at once, without script, over the end
// of the sign-in, and from a workbook. Nothing that was typed may be lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { casePath, fillSections } from './application.mjs';
import {
  PDF,
  accountOf,
  button,
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
  openCall,
  readMail,
  signIn,
} from './support.mjs';

const call = openCall();
const TITLE = 'Orte der Begegnung';

let browser;
let people;
before(async () => {
  browser = await launch();
  people = gather(browser);
});
after(() => browser?.close());

/** Begins an application in the open call; answers its address. */
async function begin(page, title) {
  await page.goto(`/applications/new?call=${call}`);
  await page.fill('[name=title]', title);
  await go(page, button(page, 'Antrag beginnen'));
  return casePath(page);
}

let path;
let receipt;

const alone = [
  ['every open point is named and leads to its field', async () => {
    const desk = await people.as('KE2');
    path = await begin(desk, TITLE);
    await readMail(await people.as('AD'), accountOf('KE2').email, /Ihr Antragsentwurf .* wurde angelegt/);
    // what the register knows stands there already
    await desk.goto(`${path}/edit?section=applicant`);
    assert.equal(await desk.inputValue('[name=A6b]'), '88605');
    assert.match(await desk.inputValue('[name=A6c]'), /Meßkirch/);
    await desk.goto(`${path}/edit`);
    await go(desk, link(desk, 'Prüfen und einreichen'));
    const points = Number(/(\d+) Punkte sind noch offen/.exec(await mainText(desk))[1]);
    assert.ok(points > 20, `${points} open points`);
    await look(desk, 'draft-open-points');
    const point = link(desk, 'Ausgangslage und Bedarf');
    await point.click();
    await desk.waitForURL(/#f-C3$/);
    assert.ok(await desk.locator('#f-C3').isVisible());
    // every link leads to a field that is there
    await desk.goto(`${path}/submit`);
    const targets = await desk.locator('main ul.links a').evaluateAll((links) => links.map((each) => each.getAttribute('href')));
    const pages = new Map();
    for (const target of targets.filter((each) => each.includes('#'))) {
      const [address, field] = target.split('#');
      if (!pages.has(address)) {
        await desk.goto(address);
        pages.set(address, await desk.locator('[id]').evaluateAll((all) => all.map((element) => element.id)));
      }
      assert.ok(pages.get(address).includes(field), `${target} leads nowhere`);
    }
  }],
  ['sections are filled, and the points become fewer', async () => {
    const desk = await people.as('KE2');
    await fillSections(desk, path, ['applicant', 'project', 'participation']);
    await desk.goto(`${path}/edit`);
    const rows = await desk.locator('main table tbody tr').allInnerTexts();
    assert.match(rows.find((row) => row.startsWith('Vorhaben')), /(\d+) von \1 Pflichtangaben/);
    await desk.goto(`${path}/edit?section=project`);
    await look(desk, 'draft-form');
    await fillSections(desk, path, ['schedule', 'support', 'money', 'declarations']);
    await desk.goto(`${path}/submit`);
    await expectText(desk, /Alle Angaben sind vorhanden/);
  }],
  ['a date out of the call\'s period is an open point in plain words', async () => {
    const desk = await people.as('KE2');
    await fillSections(desk, path, ['schedule'], { C11b: '2035-01-01' });
    await desk.goto(`${path}/submit`);
    await expectText(desk, /Ein Punkt ist noch offen.*Der Zeitraum liegt außerhalb des Zeitraums der Ausschreibung/s);
    await fillSections(desk, path, ['schedule']);
  }],
  ['what looks odd is asked about once more, and does not stand in the way', async () => {
    const desk = await people.as('KE2');
    await fillSections(desk, path, ['applicant'], { A4a: '20.000', A9: 'integration@gmx.de' });
    await desk.goto(`${path}/submit`);
    await expectText(desk, /Im Verzeichnis stehen [\d.]+ Einwohner.*mehr als 20 Prozent/s);
    await expectText(desk, /Unter gmx\.de kann jeder eine Adresse haben/);
    await expectText(desk, /Wenn sie stimmen, können Sie trotzdem einreichen/);
    await look(desk, 'draft-doubts');
    await fillSections(desk, path, ['applicant']);
    await desk.goto(`${path}/submit`);
    assert.doesNotMatch(await mainText(desk), /noch einmal an/);
  }],
  ['a program named pdf is refused, a real file is kept', async () => {
    const desk = await people.as('KE2');
    await desk.goto(`${path}/attachments`);
    await desk.setInputFiles('[name=files]', { name: 'Beschluss.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\x00 kein PDF') });
    await Promise.all([desk.waitForEvent('load'), button(desk, 'Anhängen').click()]);
    await expectText(desk, /„Beschluss\.pdf“ ist keine der erlaubten Dateien.*es zählt der Inhalt, nicht der Name/);
    await desk.setInputFiles('[name=files]', { name: 'Beschluss.pdf', mimeType: 'application/pdf', buffer: PDF });
    await desk.selectOption('[name=document]', { label: 'Gremienbeschluss' });
    await go(desk, button(desk, 'Anhängen'));
    await expectText(desk, /Die Anlagen sind gespeichert/);
    await look(desk, 'draft-attachments');
    assert.deepEqual((await fileOf(desk, link(desk, 'Beschluss.pdf'))).bytes, PDF);
  }],
  ['it is handed in, and the receipt can be proven', async () => {
    const desk = await people.as('KE2');
    await desk.goto(`${path}/submit`);
    for (const box of await desk.locator('main input[type=checkbox]').all()) await box.check();
    await look(desk, 'draft-submit');
    await go(desk, button(desk, 'Verbindlich einreichen'));
    const text = await expectText(desk, /Ihr Antrag ist rechtzeitig eingegangen.*Diese Bestätigung sagt nichts darüber aus/s);
    receipt = { number: new RegExp(`${call}-\\d{4}`).exec(text)[0], hash: /[0-9a-f]{64}/.exec(text)[0] };
    await look(desk, 'draft-receipt');
    // the page again, by the button that was pressed: the same receipt
    await desk.goto(`${path}/submit`);
    await expectText(desk, new RegExp(receipt.hash));
    const mail = await readMail(await people.as('AD'), accountOf('KE2').email, `Eingangsbestätigung – Antrag ${receipt.number}`);
    assert.ok(mail.includes(receipt.hash), mail);
  }],
  ['anybody proves it by its hash or by the file, and learns no more', async () => {
    const desk = await people.as('KE2');
    await desk.goto(`${path}/receipt`);
    const proof = await fileOf(desk, desk.locator('a[href$="/receipt.pdf"]'));
    const application = await fileOf(desk, desk.locator('a[href$="/application.pdf"]'));
    const visitor = await newPage(browser);
    await visitor.goto('/verify');
    await look(visitor, 'verify');
    await visitor.fill('[name=hash]', receipt.hash.toUpperCase().replace(/(.{8})/g, '$1 '));
    await go(visitor, button(visitor, 'Prüfen'));
    const found = await expectText(visitor, new RegExp(`Dieser Nachweis ist echt.*${receipt.number}`, 's'));
    assert.doesNotMatch(found, new RegExp(`${TITLE}|Meßkirch`));
    await look(visitor, 'verify-found');
    for (const file of [proof, application]) {
      assert.equal(file.bytes.subarray(0, 5).toString(), '%PDF-');
      await visitor.goto('/verify');
      await visitor.setInputFiles('[name=file]', { name: 'Nachweis.pdf', mimeType: 'application/pdf', buffer: file.bytes });
      await go(visitor, button(visitor, 'Prüfen'));
      await expectText(visitor, new RegExp(receipt.number));
    }
    await visitor.goto(`/verify?hash=${receipt.hash.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`);
    await expectText(visitor, /Zu dieser Prüfsumme gibt es keinen Eingang/);
    await visitor.context().close();
  }],
];

test('a municipality applies alone and can prove it', (t) => follow(t, alone, people, 'draft'));

const colleague = { email: 'kollegin@messkirch.example', password: 'Gemeinsam-am-Antrag-2026' };

/** The box beside a field that could not be saved. */
const problemOf = (page, field) => page.locator(`[data-save-problem="${field}"]`);
const saved = (page) => page.waitForSelector('[data-save-status][data-state=saved]');

const together = [
  ['a colleague is invited and chooses a password', async () => {
    const desk = await people.as('KE2');
    await go(desk, desk.locator('header').getByRole('link', { name: 'Unsere Zugänge' }));
    await desk.fill('[name=email]', colleague.email);
    await desk.fill('[name=name]', 'Kollegin (Demo)');
    await desk.check('[name=roles][value=KE]');
    await look(desk, 'colleagues');
    await go(desk, button(desk, 'Einladen'));
    await expectText(desk, /Kollegin \(Demo\)/);
    const mail = await readMail(await people.as('AD'), colleague.email, /Ihr Zugang/);
    const guest = await newPage(browser);
    await guest.goto(/\/invitation\/\S+/.exec(mail)[0]);
    await guest.fill('[name=password]', colleague.password);
    await guest.fill('[name=password_again]', colleague.password);
    await go(guest, button(guest, 'Passwort speichern'));
    await guest.context().close();
  }],
  ['both write at once: other fields do not disturb, the same field shows both texts', async () => {
    const first = await people.as('KE2');
    const second = await people.as(colleague);
    path = await begin(first, 'Zwei Menschen, ein Antrag');
    await second.goto('/my-applications');
    await go(second, second.locator('tbody tr', { hasText: 'Zwei Menschen, ein Antrag' }).getByRole('link', { name: 'Weiter bearbeiten' }));
    for (const page of [first, second]) await page.goto(`${path}/edit?section=project`);

    await first.fill('[name=C3]', 'Ausgangslage von der einen');
    await saved(first);
    assert.match(await first.locator('[data-save-status]').innerText(), /gespeichert \d\d:\d\d/);
    await second.fill('[name=C5b]', 'Zielgruppen von der anderen');
    await saved(second);
    await second.fill('[name=C3]', 'Ausgangslage von der anderen');
    await problemOf(second, 'C3').waitFor();
    assert.match(await problemOf(second, 'C3').innerText(), /Integrationsbeauftragte Meßkirch \(Demo\).*Ausgangslage von der einen/s);
    assert.equal(await second.inputValue('[name=C3]'), 'Ausgangslage von der anderen', 'what was typed stays');
    await look(second, 'draft-conflict');
    await second.getByRole('button', { name: 'Andere Fassung übernehmen' }).click();
    assert.equal(await second.inputValue('[name=C3]'), 'Ausgangslage von der einen');
    await second.fill('[name=C3]', 'Ausgangslage von beiden');
    await saved(second);
    await first.reload();
    assert.equal(await first.inputValue('[name=C3]'), 'Ausgangslage von beiden');
    assert.equal(await first.inputValue('[name=C5b]'), 'Zielgruppen von der anderen');
  }],
  ['without script the save button does the same', async () => {
    const first = await people.as('KE2');
    const plain = await newPage(browser, { javaScriptEnabled: false });
    await signIn(plain, colleague);
    await plain.goto(`${path}/edit?section=project`);
    await first.fill('[name=C3]', 'Inzwischen geändert');
    await saved(first);
    await plain.fill('[name=C3]', 'Ohne Skript geschrieben');
    await plain.fill('[name=C5b]', 'Ohne Skript ergänzt');
    await button(plain, 'Entwurf speichern').click();
    await expectText(plain, /Ihre Eingaben sind nicht verloren/);
    const choice = plain.getByRole('group', { name: /wurde inzwischen von .* geändert/ });
    assert.match(await choice.innerText(), /Ohne Skript geschrieben.*Inzwischen geändert/s);
    assert.equal(await plain.inputValue('[name=C3]'), 'Ohne Skript geschrieben');
    await choice.getByLabel('Meine Fassung').check();
    await button(plain, 'Entwurf speichern').click();
    await expectText(plain, /Der Entwurf ist gespeichert/);
    await plain.context().close();
    await first.reload();
    assert.equal(await first.inputValue('[name=C3]'), 'Ohne Skript geschrieben');
    assert.equal(await first.inputValue('[name=C5b]'), 'Ohne Skript ergänzt');
  }],
];

test('two people of one municipality write one draft', (t) => follow(t, together, people, 'together'));

test('the sign-in ends while somebody types: the text stays, and is saved after signing in again', async () => {
  const page = await newPage(browser);
  await signIn(page, colleague);
  await page.goto(`${path}/edit?section=participation`);
  // all sessions of the account are ended from elsewhere
  const elsewhere = await newPage(browser);
  elsewhere.on('dialog', (dialog) => dialog.accept());
  await signIn(elsewhere, colleague);
  await elsewhere.goto('/account');
  await elsewhere.getByRole('button', { name: 'Überall abmelden' }).click();
  await elsewhere.waitForLoadState('load');
  await elsewhere.context().close();

  await page.fill('[name=C6]', 'Was nach dem Ende der Anmeldung geschrieben wurde');
  await page.waitForSelector('[data-save-status][data-state=signedOut]');
  assert.match(await page.locator('[data-save-status]').innerText(), /Ihre Anmeldung ist abgelaufen. Ihr Text steht noch hier/);
  await look(page, 'draft-signed-out');
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Anmelden (neues Fenster)' }).click();
  const popup = await opened;
  await popup.fill('input[name=email]', colleague.email);
  await popup.fill('input[name=password]', colleague.password);
  await Promise.all([popup.waitForEvent('load'), popup.getByRole('button', { name: 'Anmelden' }).click()]);
  await popup.close();
  await page.bringToFront();
  const again = page.getByRole('button', { name: 'Jetzt versuchen' });
  await Promise.race([saved(page), again.click().then(() => saved(page))]);
  await page.reload();
  assert.equal(await page.inputValue('[name=C6]'), 'Was nach dem Ende der Anmeldung geschrieben wurde');
  await page.context().close();
});

test('a workbook that was filled in becomes a draft, and names the cells that do not fit', async () => {
  const desk = await newPage(browser);
  await signIn(desk, 'KE2');
  await desk.goto('/my-applications');
  await go(desk, link(desk, 'Antrag als Arbeitsmappe hochladen'));
  await look(desk, 'workbook-upload');
  const blank = await fileOf(desk, link(desk, /xlsx/));
  const book = fillWorkbook(blank.bytes, { A1: '08437078', C1: 'Aus der Arbeitsmappe', C3: 'Offline geschrieben & gespeichert', A9: 'keine Adresse' });
  await desk.setInputFiles('[name=files]', [
    { name: 'Antrag.xlsx', mimeType: blank.type, buffer: book },
    { name: 'Haushaltsplan.xlsx', mimeType: blank.type, buffer: Buffer.from('PK kein Antrag') },
  ]);
  await go(desk, button(desk, 'Entwürfe anlegen')).catch((error) => assert.match(error.message, /Aus dieser Datei ist kein Entwurf geworden/));
  const text = await expectText(desk, /Entwurf \S+ ist angelegt.*Eine Zelle konnte nicht gelesen werden.*Antrag!C\d+\s+E-Mail/s);
  assert.match(text, /Haushaltsplan\.xlsx\s+Aus dieser Datei ist kein Entwurf geworden/);
  await look(desk, 'workbook-result');
  await go(desk, link(desk, 'Weiter bearbeiten'));
  await desk.goto(`${casePath(desk)}/edit?section=project`);
  assert.equal(await desk.inputValue('[name=C1]'), 'Aus der Arbeitsmappe');
  assert.equal(await desk.inputValue('[name=C3]'), 'Offline geschrieben & gespeichert');
  await desk.context().close();
});

/** The workbook with these answers, by the codes of its first column, as a spreadsheet program would store them. */
function fillWorkbook(bytes, answers) {
  const files = unzipSync(new Uint8Array(bytes));
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const strings = strFromU8(files['xl/sharedStrings.xml']).match(/<si>.*?<\/si>/gs).map((one) => one.replace(/<[^>]+>/g, ''));
  const name = 'xl/worksheets/sheet1.xml';
  let sheet = strFromU8(files[name]);
  for (const [code, value] of Object.entries(answers)) {
    const row = [...sheet.matchAll(/<c r="A(\d+)"[^>]*t="s"[^>]*><v>(\d+)<\/v><\/c>/g)].find(([, , at]) => strings[at] === code)?.[1];
    assert.ok(row, `the workbook does not ask ${code}`);
    const cell = new RegExp(`<c r="C${row}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`);
    assert.match(sheet, cell);
    sheet = sheet.replace(cell, (_, style) => `<c r="C${row}"${style ?? ''} t="inlineStr"><is><t>${escaped(value)}</t></is></c>`);
  }
  files[name] = strToU8(sheet);
  return Buffer.from(zipSync(files));
}
